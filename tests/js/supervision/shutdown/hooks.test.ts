import { EventEmitter } from 'node:events';
import { CoordinatedShutdown, InvalidOptionError } from 'statewarden';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

function fakeProcess() {
  return Object.assign(new EventEmitter(), { exit: jest.fn() });
}

function pageHide(persisted: boolean): Event {
  return Object.assign(new Event('pagehide'), { persisted });
}

describe('A-20 the hooks of a process', () => {
  it('run the shutdown on a signal, with the signal as reason, and exit behind it', async () => {
    const host = fakeProcess();
    const shutdown = new CoordinatedShutdown();
    const reasons: unknown[] = [];
    shutdown.addTask('service-stop', 'a', async ({ reason }) => void reasons.push(reason));
    shutdown.installProcessHooks({ process: host });
    host.emit('SIGTERM', 'SIGTERM');
    expect(host.exit).not.toHaveBeenCalled();
    await pass(0);
    expect(reasons).toEqual([{ type: 'signal', signal: 'SIGTERM' }]);
    expect(host.exit.mock.calls).toEqual([[0]]);
  });

  it.each([
    ['was not clean', {}, 1],
    ['was given up', { phases: { 'service-stop': { recover: false } } }, 1],
  ])('exit with 1 when it %s', async (_, options, code) => {
    const host = fakeProcess();
    const shutdown = new CoordinatedShutdown({ ...options, onTaskError: () => {} });
    shutdown.addTask('service-stop', 'a', () => Promise.reject(5));
    shutdown.installProcessHooks({ process: host });
    host.emit('SIGINT', 'SIGINT');
    await pass(0);
    expect(host.exit.mock.calls).toEqual([[code]]);
  });

  it('exit at once on a second signal, as whoever is impatient expects', async () => {
    const host = fakeProcess();
    const shutdown = new CoordinatedShutdown();
    shutdown.addTask('service-stop', 'hangs', () => new Promise(() => {}));
    shutdown.installProcessHooks({ process: host, signals: ['SIGINT', 'SIGUSR2'] });
    host.emit('SIGUSR2', 'SIGUSR2');
    await pass(0);
    expect(host.exit).not.toHaveBeenCalled();
    host.emit('SIGINT', 'SIGINT');
    expect(host.exit.mock.calls).toEqual([[130]]);
    expect(host.listenerCount('SIGTERM')).toBe(0);
  });

  it('leave the exit to others when they are told so', async () => {
    const host = fakeProcess();
    const shutdown = new CoordinatedShutdown();
    shutdown.installProcessHooks({ process: host, exit: false });
    host.emit('SIGTERM', 'SIGTERM');
    await shutdown.run();
    expect(host.exit).not.toHaveBeenCalled();
  });

  it('run it when there is nothing left to do, once and only when asked', async () => {
    const host = fakeProcess();
    const shutdown = new CoordinatedShutdown();
    shutdown.installProcessHooks({ process: host, beforeExit: true });
    host.emit('beforeExit', 0);
    host.emit('beforeExit', 0);
    expect((await shutdown.run()).reason).toEqual({ type: 'beforeExit' });
    expect(host.exit.mock.calls).toEqual([[0]]);
    expect(new CoordinatedShutdown().isRunning).toBe(false);
  });

  it('are installed only when asked, and can be taken away', () => {
    const before = process.listenerCount('SIGTERM');
    const shutdown = new CoordinatedShutdown();
    expect(process.listenerCount('SIGTERM')).toBe(before);
    const hooks = shutdown.installProcessHooks();
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    hooks.remove();
    hooks.remove();
    {
      using _ = shutdown.installProcessHooks({ beforeExit: true });
      expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    }
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it.each([
    [{ signals: ['TERM'] }, /signals/],
    [{ signals: 'SIGTERM' }, /signals/],
    [{ process: {} }, /a Node process/],
    [{ exit: 1 }, /true or false/],
    [{ signal: [] }, /did you mean 'signals'/],
  ])('refuse %j', (options, message) => {
    const act = () => new CoordinatedShutdown().installProcessHooks(options as never);
    expect(act).toThrow(InvalidOptionError);
    expect(act).toThrow(message);
  });
});

describe('A-20 the hooks of a page', () => {
  it('run the shutdown at once when the page is left for good', () => {
    const target = new EventTarget();
    const shutdown = new CoordinatedShutdown();
    const task = jest.fn();
    shutdown.addTask('service-stop', 'a', ({ reason }) => task(reason));
    shutdown.installPageHooks({ target });
    target.dispatchEvent(pageHide(false));
    expect(task.mock.calls).toEqual([[{ type: 'pagehide', isCached: false }]]);
  });

  it('leave no rejection behind when the shutdown is given up', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const target = new EventTarget();
    const phases = { 'service-stop': { recover: false } };
    const onTaskError = jest.fn();
    const shutdown = new CoordinatedShutdown({ phases, onTaskError });
    shutdown.addTask('service-stop', 'a', () => Promise.reject(new Error('no')));
    shutdown.installPageHooks({ target });
    target.dispatchEvent(pageHide(false));
    jest.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(onTaskError).toHaveBeenCalledTimes(1);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('leave a page alone that may come back, unless told otherwise', () => {
    const target = new EventTarget();
    const [lasting, ending] = [new CoordinatedShutdown(), new CoordinatedShutdown()];
    lasting.installPageHooks({ target });
    ending.installPageHooks({ target, whenCached: true });
    target.dispatchEvent(pageHide(true));
    expect([lasting.isRunning, ending.isRunning]).toEqual([false, true]);
  });

  it('can be taken away', () => {
    const target = new EventTarget();
    const shutdown = new CoordinatedShutdown();
    shutdown.installPageHooks({ target }).remove();
    target.dispatchEvent(pageHide(false));
    expect(shutdown.isRunning).toBe(false);
  });

  it('refuse a place that is no page', () => {
    const act = () => new CoordinatedShutdown().installPageHooks({ target: {} as never });
    expect(act).toThrow(InvalidOptionError);
    expect(() => new CoordinatedShutdown().installPageHooks({ page: 1 } as never)).toThrow(
      InvalidOptionError,
    );
  });
});
