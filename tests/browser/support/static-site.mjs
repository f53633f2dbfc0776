import { after, before } from 'node:test';
import { createStaticServer, listen } from '../../../scripts/start/server.mjs';

/**
 * Before the tests of a file: serves what `prepare` resolves to, a folder, as `npm start` serves the
 * demo, or under another Content-Security-Policy. `site.address` is where.
 */
export function useStaticSite(prepare, options) {
  const site = { address: '' };
  let server;
  before(async () => {
    server = createStaticServer(await prepare(), options);
    site.address = await listen(server, 0);
  });
  after(() => {
    server?.close();
    server?.closeAllConnections();
  });
  return site;
}
