/** Something was asked of a supervisor that was stopped or reset; make a new one. */
export class SupervisorStoppedError extends Error {
  override readonly name = 'SupervisorStoppedError';
  readonly code = 'STATEWARDEN_SUPERVISOR_STOPPED';
  readonly supervisorPath: string;

  constructor(supervisorPath: string) {
    super(`supervisor '${supervisorPath}' was stopped and takes no more actors or supervisors`);
    this.supervisorPath = supervisorPath;
  }
}
