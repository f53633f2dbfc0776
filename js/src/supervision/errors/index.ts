export { ActorStoppedError } from './actor-stopped-error.js';
export { ChildError, type ChildErrorReason } from './child-error.js';
export { CircuitOpenError } from './circuit-open-error.js';
export { DeathPactError } from './death-pact-error.js';
export { DuplicateIdError } from './duplicate-id-error.js';
export { InvalidArgumentError } from './invalid-argument-error.js';
export { InvalidOptionError } from './invalid-option-error.js';
export { SupervisorStoppedError } from './supervisor-stopped-error.js';
export { ThrownValueError } from './thrown-value-error.js';
