import {
  type BackoffType,
  EscalateStrategy,
  type RestartScope,
  RestartStrategy,
  ResumeStrategy,
  StopStrategy,
  type SupervisionStrategy,
} from 'statewarden';

export type Decision = 'restart' | 'stop' | 'escalate' | 'resume';

/** What the page lets one choose for a supervisor. */
export interface Settings {
  scope: RestartScope;
  decision: Decision;
  backoffType: BackoffType;
  maxRestarts: number;
  preserveState: boolean;
}

export const standard: Settings = {
  scope: 'one-for-one',
  decision: 'restart',
  backoffType: 'exponential',
  maxRestarts: 3,
  preserveState: false,
};

/** Makes the strategy that the settings describe. */
export function makeStrategy(settings: Settings): SupervisionStrategy {
  switch (settings.decision) {
    case 'restart':
      return new RestartStrategy({
        maxRestarts: settings.maxRestarts,
        withinTimeWindow: 30_000,
        backoffType: settings.backoffType,
        initialDelay: 1_500,
        maxDelay: 12_000,
        resetTimeout: 20_000,
        preserveState: settings.preserveState,
        onLimit: 'escalate',
      });
    case 'stop':
      return new StopStrategy();
    case 'escalate':
      return new EscalateStrategy();
    case 'resume':
      return new ResumeStrategy({ logError: false });
  }
}
