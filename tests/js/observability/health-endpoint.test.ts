import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSupervisedMachine,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import {
  createHealthHandler,
  createHealthListener,
  type HealthEndpointOptions,
} from 'statewarden/health';
import { crashable } from '../supervision/support/machines.js';

afterEach(() => RootSupervisor.resetInstance());

const slow = new RestartStrategy({ backoffType: 'linear', initialDelay: 60_000, maxDelay: 60_000 });
const ask = (handler: (request: Request) => Response, path: string, method = 'GET') =>
  handler(new Request(`http://localhost${path}`, { method }));

describe('as a fetch handler', () => {
  it('is alive and ready while all is well', async () => {
    const handler = createHealthHandler();
    createSupervisedMachine('a', crashable);
    const live = ask(handler, '/livez');
    expect([live.status, await live.json()]).toEqual([200, { ok: true, status: 'healthy' }]);
    const ready = ask(handler, '/readyz?verbose');
    expect(ready.status).toBe(200);
    expect(ready.headers.get('content-type')).toBe('application/json');
    expect(ready.headers.get('cache-control')).toBe('no-store');
    expect(await ready.json()).toMatchObject({ ok: true, actors: { healthy: 1 }, supervisors: [] });
  });

  it('is alive but not ready while an actor waits for its restart', async () => {
    const parent = RootSupervisor.getInstance();
    const supervisor = new Supervisor('orders', { parent });
    const handler = createHealthHandler();
    const options = { supervisor, strategy: slow };
    createSupervisedMachine('a', crashable, options).send({ type: 'CRASH' });
    expect(ask(handler, '/livez').status).toBe(200);
    const ready = ask(handler, '/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      ok: false,
      status: 'unhealthy',
      states: { backingOff: 1 },
      supervisors: [{ path: 'root/orders', status: 'unhealthy' }],
    });
  });

  it('is ready by quorum', () => {
    const handler = createHealthHandler({ rule: 'quorum', quorum: 0.5 });
    createSupervisedMachine('a', crashable);
    createSupervisedMachine('b', crashable, { strategy: slow }).send({ type: 'CRASH' });
    expect(ask(handler, '/readyz').status).toBe(200);
  });

  it('is neither once its root was stopped', async () => {
    const handler = createHealthHandler();
    await RootSupervisor.getInstance().stop();
    expect(ask(handler, '/livez').status).toBe(503);
    expect(ask(handler, '/readyz').status).toBe(503);
  });

  it('answers HEAD without a body, other methods with 405 and other paths with 404', async () => {
    const handler = createHealthHandler({ livenessPath: '/alive' });
    const head = ask(handler, '/readyz', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = ask(handler, '/alive', 'POST');
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(ask(handler, '/livez').status).toBe(404);
    expect(ask(handler, '/alive/').status).toBe(404);
  });

  it('keeps the body small and tells no stacks', async () => {
    const parent = RootSupervisor.getInstance();
    const strategy = new ResumeStrategy({ logError: false });
    for (let index = 0; index < 50; index++) {
      const supervisor = new Supervisor(`s${index}`, { parent });
      const actor = createSupervisedMachine(`a${index}`, crashable, { supervisor, strategy });
      actor.reportError(new Error('secret '.repeat(1000)));
    }
    const silent = await ask(createHealthHandler({ details: false }), '/readyz').json();
    expect(silent).toEqual({ ok: true, status: 'degraded' });
    const report = await ask(createHealthHandler(), '/readyz').json();
    expect(report).toMatchObject({ supervisors: { length: 20 }, more: 30 });
    expect(JSON.stringify(report)).not.toContain('secret');
    const text = await ask(createHealthHandler({ errors: 5 }), '/readyz').text();
    expect(JSON.parse(text).errors).toHaveLength(5);
    expect(text.length).toBeLessThan(5000);
    expect(text).not.toContain('    at ');
  });

  it('tells failures of its own subtree only', async () => {
    const parent = RootSupervisor.getInstance();
    const strategy = new ResumeStrategy({ logError: false });
    const orders = new Supervisor('orders', { parent });
    const others = new Supervisor('orders-of-others', { parent });
    for (const supervisor of [orders, others]) {
      const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
      actor.reportError(new TypeError('x'));
    }
    const handler = createHealthHandler({ root: orders, errors: 100 });
    const { errors } = await ask(handler, '/readyz').json();
    expect(errors).toEqual([
      {
        name: 'TypeError',
        message: 'x',
        actorId: 'a',
        supervisorId: 'root/orders',
        timestamp: expect.any(Number),
      },
    ]);
  });

  it.each([{ livenessPath: 'livez' }, { errors: -1 }, { root: {} }, { port: 80 }, { quorum: 7 }])(
    'refuses %p',
    (options) => {
      expect(() => createHealthHandler(options as HealthEndpointOptions)).toThrow(
        Object.keys(options)[0],
      );
    },
  );
});

describe("as a listener of Node's server", () => {
  let server: Server | undefined;
  afterEach(() => new Promise((resolve) => server?.close(resolve)));

  async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('answers over HTTP', async () => {
    const origin = await serve(createHealthListener());
    const ask = async (path: string, method = 'GET') => {
      const response = await fetch(origin + path, { method, headers: { connection: 'close' } });
      return [response.status, await response.text()];
    };
    expect(await ask('/livez?x=1')).toEqual([200, '{"ok":true,"status":"healthy"}']);
    createSupervisedMachine('a', crashable, { strategy: slow }).send({ type: 'CRASH' });
    expect((await ask('/readyz'))[0]).toBe(503);
    expect(await ask('/readyz', 'HEAD')).toEqual([503, '']);
    expect((await ask('/readyz', 'DELETE'))[0]).toBe(405);
    expect(await ask('/')).toEqual([404, '{"error":"not found"}']);
  });

  it('hands other paths on', async () => {
    const health = createHealthListener();
    const origin = await serve((request, response) =>
      health(request, response, () => response.end('the application')),
    );
    const response = await fetch(origin, { headers: { connection: 'close' } });
    expect(await response.text()).toBe('the application');
  });
});
