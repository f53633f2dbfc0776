/** Why the core cannot run. */
export type UnavailableReason = 'missing' | 'refused' | 'unsupported' | 'no-core' | 'not-loaded';

const advice: Record<UnavailableReason, string> = {
  missing:
    'This JavaScript engine has no WebAssembly (React Native with Hermes, for example). ' +
    'Statewarden cannot run here.',
  refused:
    "The host refuses to compile WebAssembly. On a web page, add 'wasm-unsafe-eval' to " +
    'script-src in the Content-Security-Policy. On Cloudflare Workers, import the file ' +
    "'statewarden/core.wasm' and pass it to load() of 'statewarden/slim'.",
  unsupported:
    'This WebAssembly engine is too old: Chrome 95, Firefox 100, Safari 15.2, Node 18 or later ' +
    'is needed.',
  'no-core':
    "What was loaded is no WebAssembly file: give the file 'statewarden/core.wasm'. A server that " +
    'answers an unknown address with its start page is a common cause.',
  'not-loaded':
    "The slim entry brings no core: await load(source) of 'statewarden/slim' first, or import " +
    "from 'statewarden', which needs no loading.",
};

/** Thrown on first use when the WebAssembly core cannot run; the message says what to do. */
export class WebAssemblyUnavailableError extends Error {
  override readonly name = 'WebAssemblyUnavailableError';
  /** What stands in the way. */
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, options?: ErrorOptions) {
    super(advice[reason], options);
    this.reason = reason;
  }
}

/** Turns what compiling threw into the error that says what to do. */
export function explainCompileError(error: unknown): WebAssemblyUnavailableError {
  const text = String(error);
  const isRefused = /content security|unsafe-eval|disallowed|blocked|not allowed/i.test(text);
  // Every engine speaks of the magic number with which such a file begins.
  const reason = isRefused ? 'refused' : /magic/i.test(text) ? 'no-core' : 'unsupported';
  return new WebAssemblyUnavailableError(reason, { cause: error });
}
