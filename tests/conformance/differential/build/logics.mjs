import { xstate } from '../oracle.mjs';
import { burn, note, onStage } from '../run/stage.mjs';
import { StagedPromise } from '../run/staged-promise.mjs';

/** Makes the logic of a child that is no machine. */
export function makeLogic(description) {
  switch (description.kind) {
    case 'promise':
      return makePromise(description);
    case 'callback':
      return makeCallback(description);
    case 'transition':
      return makeTransition(description);
    case 'observable':
      return description.events
        ? xstate.fromEventObservable(observe)
        : xstate.fromObservable(observe);
    case 'countdown':
      return makeCountdown(description);
    default:
      throw new Error(`no such logic: ${description.kind}`);
  }
}

/** A promise that a step settles, or one that is settled at once. */
function makePromise({ now }) {
  return xstate.fromPromise(({ input, self, signal }) => {
    burn();
    note('promise', input, self);
    const side = onStage();
    signal.addEventListener('abort', () => side.log.push('aborted'));
    if (now === 0) throw new Error('a promise was not made');
    if (now === 1) return 'at once';
    if (now === 2) return StagedPromise.reject(new Error('rejected at once'));
    const promise = new StagedPromise();
    side.pending.push(promise);
    return promise;
  });
}

function makeCallback({ sends, answers, throws }) {
  return xstate.fromCallback(({ input, sendBack, receive, self }) => {
    burn();
    note('callback', input, self);
    for (const type of sends) sendBack({ type, n: 0 });
    receive((event) => {
      burn();
      note('received', event, self);
      if (answers) sendBack({ type: answers, n: 1 });
    });
    if (throws) throw new Error('a callback failed');
    return () => note('disposed', self);
  });
}

function makeTransition({ throwsAt }) {
  return xstate.fromTransition(
    (state, event) => {
      burn();
      note('reduce', state, event);
      if (throwsAt === state.count) throw new Error('a reducer failed');
      return { count: state.count + 1 };
    },
    ({ input }) => ({ count: 0, input }),
  );
}

function observe({ input, self }) {
  burn();
  note('observable', input, self);
  const side = onStage();
  return {
    subscribe(observer) {
      side.observables.push(observer);
      return { unsubscribe: () => note('unsubscribed', self) };
    },
  };
}

/** An ActorLogic of one's own, which ends after some events. */
function makeCountdown({ from, fails }) {
  const settle = (snapshot) => {
    if (snapshot.left > 0) return snapshot;
    if (fails) return { ...snapshot, status: 'error', error: new Error('counted down') };
    return { ...snapshot, status: 'done', output: 'counted down' };
  };
  return {
    getInitialSnapshot: (_scope, input) =>
      settle({ status: 'active', output: undefined, error: undefined, left: from, input }),
    transition(snapshot, event, { self, defer, emit }) {
      burn();
      note('countdown', event, self);
      if (event.type === 'xstate.stop') return { ...snapshot, status: 'stopped' };
      defer(() => note('deferred', self));
      emit({ type: 'tick' });
      return settle({ ...snapshot, left: snapshot.left - 1 });
    },
    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (snapshot) => snapshot,
  };
}
