/** Why a PartitionedSupervisor could not do what was asked of it. */
export type PartitionErrorReason = keyof typeof codes;

const codes = {
  'no-partitions': 'STATEWARDEN_NO_PARTITIONS',
  down: 'STATEWARDEN_PARTITION_DOWN',
  fixed: 'STATEWARDEN_PARTITIONS_FIXED',
} as const;

const words: Readonly<Record<PartitionErrorReason, string>> = {
  'no-partitions': 'has no partitions at present; resize it first',
  down: 'has ended; restartChild starts it anew',
  fixed: 'has its partitions only, which are neither added nor deleted; use resize',
};

/** A call to a PartitionedSupervisor that cannot be carried out; `reason` and `code` say why. */
export class PartitionError extends Error {
  override readonly name = 'PartitionError';
  readonly code: (typeof codes)[PartitionErrorReason];
  readonly reason: PartitionErrorReason;
  /** The path of the supervisor, such as `'root/carts'`. */
  readonly supervisorPath: string;
  /** The number of the partition, for the reason `down`. */
  readonly partition: number | undefined;

  constructor(reason: PartitionErrorReason, supervisorPath: string, partition?: number) {
    const which = partition === undefined ? '' : `partition ${partition} of `;
    super(`${which}supervisor '${supervisorPath}' ${words[reason]}`);
    this.code = codes[reason];
    this.reason = reason;
    this.supervisorPath = supervisorPath;
    this.partition = partition;
  }
}
