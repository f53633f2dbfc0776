/** Something was asked of a registry that was stopped; make a new one. */
export class RegistryStoppedError extends Error {
  override readonly name = 'RegistryStoppedError';
  readonly code = 'STATEWARDEN_REGISTRY_STOPPED';

  constructor(asked: string) {
    super(`the registry was stopped: ${asked} is no longer possible`);
  }
}
