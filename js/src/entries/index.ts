// The entry of the package: the whole API, its core inlined and instantiated on first use.
import '../core/inline.js';

export * from '../index.js';
