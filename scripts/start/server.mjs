import { createServer } from 'node:http';
import { StepError } from '../lib/step.mjs';
import { readForRequest } from './static-files.mjs';

const host = '127.0.0.1';
const portsToTry = 50;

/** The policy that the package must work under: nothing inline, no eval, only WebAssembly. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A server of the files in `folder`; `policy` is its Content-Security-Policy. */
export function createStaticServer(folder, { policy = contentSecurityPolicy } = {}) {
  return createServer(async (request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-cache');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return answer(response, 405, 'text/plain', 'Only GET and HEAD are answered here.\n');
    }
    const found = await readForRequest(folder, request.url.split(/[?#]/)[0]);
    if (!found) return answer(response, 404, 'text/plain', 'There is no such file here.\n');
    answer(response, 200, found.type, found.body);
  });
}

function answer(response, status, type, body) {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/**
 * Listens on 127.0.0.1, on `port` or, unless it is `fixed`, on the next free one. Resolves to the
 * address. Port 0 is any free one.
 */
export async function listen(server, port, { fixed = false } = {}) {
  for (let tried = port; ; tried++) {
    try {
      await listenOn(server, tried);
      return `http://${host}:${server.address().port}/`;
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      if (fixed) throw new StepError(`Port ${port} is in use; set PORT to another one.`);
      if (tried - port >= portsToTry) throw new StepError(`Ports ${port} to ${tried} are in use.`);
    }
  }
}

function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
