import { type HealthEndpointOptions, readEndpointOptions } from './endpoint-options.js';
import { type HealthReport, reportLiveness, reportReadiness } from './health-report.js';

/** What is needed of Node's `http.IncomingMessage`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

/** What is needed of Node's `http.ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type Reporter = (method: string, path: string) => Answer | undefined;

const methods = ['GET', 'HEAD'];

/** Answers a path that it knows, with JSON. */
function reporter(options: HealthEndpointOptions | undefined): Reporter {
  const endpoint = readEndpointOptions(options);
  const reports = new Map<string, () => HealthReport>([
    [endpoint.readinessPath, () => reportReadiness(endpoint)],
    [endpoint.livenessPath, () => reportLiveness(endpoint)],
  ]);
  return (method, path) => {
    const report = reports.get(path);
    if (!report) return undefined;
    if (!methods.includes(method)) {
      return answer(405, { error: 'method not allowed' }, { allow: methods.join(', ') });
    }
    const body = report();
    return answer(body.ok ? 200 : 503, body);
  };
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Answer {
  const common = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers: { ...common, ...headers }, body: JSON.stringify(body) };
}

const notFound = () => answer(404, { error: 'not found' });

/**
 * Makes a handler as `fetch` has them, for Deno, Bun, service workers and most frameworks: it answers
 * 200 or 503 with a HealthReport as JSON, 405 to other methods than GET and HEAD, and 404 to other
 * paths.
 *
 * @throws InvalidOptionError when an option is unknown or out of its range
 */
export function createHealthHandler(
  options?: HealthEndpointOptions,
): (request: Request) => Response {
  const report = reporter(options);
  return ({ method, url }) => {
    const { status, headers, body } = report(method, new URL(url).pathname) ?? notFound();
    return new Response(method === 'HEAD' ? null : body, { status, headers });
  };
}

/**
 * Makes the same as a listener for Node's `http.createServer`, or a middleware: other paths go to
 * `next` if there is one.
 *
 * @throws InvalidOptionError when an option is unknown or out of its range
 */
export function createHealthListener(
  options?: HealthEndpointOptions,
): (request: NodeRequest, response: NodeResponse, next?: () => void) => void {
  const report = reporter(options);
  return ({ method = 'GET', url = '/' }, response, next) => {
    const found = report(method, url.split('?')[0] as string);
    if (!found && next) {
      next();
      return;
    }
    const { status, headers, body } = found ?? notFound();
    response.writeHead(status, headers);
    if (method === 'HEAD') response.end();
    else response.end(body);
  };
}
