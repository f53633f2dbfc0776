// The layers below throw it, too.
export * from '../../core/arguments/invalid-argument-error.js';
