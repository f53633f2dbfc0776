import { xstate } from '../oracle.mjs';
import { burn, note, onStage } from '../run/stage.mjs';
import { calls } from './dialects.mjs';

/** What custom actions do with actors, without the machine's knowing. */
const effects = {
  sendToSelf: ({ self }, { event }) => self.send({ type: event, n: 0 }),
  sendToSystem: ({ system }, { event, systemId }) =>
    system.get(systemId)?.send({ type: event, n: 0 }),
  /** Not while it starts: XState's mailbox keeps its first event when it is cleared by then. */
  stop: ({ self }) => {
    if (!onStage().isStarting) self.stop();
  },
  subscribe: ({ self }) => self.subscribe(({ status }) => note('seen from an action', status)),
};

const faults = [new Error('an action failed'), 'a string', undefined, { code: 7 }];

/** Makes actions of descriptions; named ones go into `implementations`. */
export class ActionBuilder {
  #builder;

  constructor(builder) {
    this.#builder = builder;
  }

  build(actions) {
    return actions?.flatMap((action) =>
      this.#builder.dialect.isJson && isSocial(action)
        ? ['burn', this.#one(action)]
        : [this.#one(action)],
    );
  }

  #one(action) {
    const { dialect } = this.#builder;
    switch (action.do) {
      case 'act':
        return this.#custom(action.style, effects[action.effect?.what], action.effect);
      case 'throw':
        return this.#custom(action.style, () => {
          throw faults[action.value];
        });
      case 'unknown':
        return 'unknownAction';
      case 'assign':
        return this.#assign(action);
      case 'assignNothing':
        return dialect.assign({});
      case 'raise':
        return dialect.raise(this.#event(action), options(action));
      case 'sendTo':
        return dialect.sendTo(this.#receiver(action), this.#event(action), options(action));
      case 'sendParent':
        return dialect.sendTo('#_parent', this.#event(action), options(action));
      case 'forward':
        return this.#forward(action);
      case 'cancel':
        return dialect.cancel(action.dynamic && !dialect.isJson ? () => action.id : action.id);
      case 'emit':
        return dialect.emit(action.dynamic ? this.#event(action) : { type: action.event });
      case 'log':
        return this.#log(action);
      case 'stopChild':
        return this.#stopChild(action);
      case 'spawnChild':
        return this.#spawnChild(action);
      case 'spawn':
        return this.#spawn(action);
      case 'enqueue':
        return this.#enqueue(action);
      default:
        throw new Error(`no such action: ${action.do}`);
    }
  }

  #custom(style, effect, description) {
    const label = this.#builder.nextLabel('action');
    const run = (args, params) => {
      burn();
      const { context, event, self } = args;
      const { status, value } = self.getSnapshot();
      note('action', label, context, event, params, self, status, value);
      effect?.(args, description);
    };
    return this.#builder.inStyle('actions', label, style, run);
  }

  #log({ dynamic, label }) {
    const { dialect } = this.#builder;
    if (!dynamic) return dialect.log('logged', label);
    return dialect.isJson
      ? dialect.logContext(label)
      : dialect.log(({ context }) => context, label);
  }

  #stopChild({ dynamic, child }) {
    const { dialect } = this.#builder;
    if (!dynamic || dialect.isJson) return dialect.stopChild(child);
    return dialect.stopChild(({ context }) => context.ref ?? child);
  }

  #assign({ style, by }) {
    const { dialect } = this.#builder;
    if (dialect.isJson && (style === 'named' || style === 'inline')) return dialect.increment(by);
    if (style === 'named') return this.#builder.implement('actions', dialect.increment(by));
    if (style === 'inline') return dialect.increment(by);
    const label = this.#builder.nextLabel('assign');
    const assigned = xstate.assign(({ context, event }, params) => {
      note('assign', label, context, event, params);
      return { n: (context.n ?? 0) + by, last: event.type };
    });
    return this.#builder.inStyle('actions', label, style, assigned);
  }

  /** Sends that are due at once always burn, so that no two actors answer each other forever. */
  #event({ event: type, delay, dynamic, do: what }) {
    const isSent = what.startsWith('send') && delay === undefined;
    if (this.#builder.dialect.isJson || !(dynamic || isSent)) return { type, n: 1 };
    return ({ context }) => {
      burn();
      return { type, n: (context?.n ?? 0) % 3 };
    };
  }

  #receiver({ to, dynamic }) {
    const { isJson } = this.#builder.dialect;
    if (to === 'self') return isJson ? '#_internal' : ({ self }) => self;
    return dynamic && !isJson ? () => to : to;
  }

  #forward({ to }) {
    const { dialect } = this.#builder;
    if (dialect.isJson) return dialect.forward(to);
    return xstate.sendTo(to, ({ event }) => {
      burn();
      return { type: 'A', forwarded: event.type };
    });
  }

  #spawnChild({ logic, id, systemId, sync, inline }) {
    const { dialect } = this.#builder;
    const src =
      inline && !dialect.isJson ? this.#builder.logic(logic) : this.#builder.logicName(logic);
    const input = dialect.isJson ? { n: 0 } : childInput;
    return dialect.spawnChild(src, { id, systemId, syncSnapshot: sync, input });
  }

  #spawn({ logic, id, systemId, sync }) {
    const src = this.#builder.logicName(logic);
    const assigned = xstate.assign(({ spawn, context }) => {
      burn();
      return { ref: spawn(src, { id, systemId, syncSnapshot: sync, input: { n: context.n } }) };
    });
    return this.#builder.dialect.isJson ? this.#builder.implement('actions', assigned) : assigned;
  }

  #enqueue({ check: guard, actions, isDirect }) {
    const built =
      isDirect && !this.#builder.dialect.isJson
        ? this.#builder.withDialect(calls, () => this.build(actions))
        : this.build(actions);
    const condition = this.#builder.guards.build(guard);
    const label = this.#builder.nextLabel('enqueue');
    const enqueued = xstate.enqueueActions(({ context, event, enqueue, check }) => {
      burn();
      const passes = condition === undefined || check(condition);
      note('enqueue', label, context, event, passes);
      for (const each of built) {
        if (each.method) enqueue[each.method](...each.args);
        else enqueue(each);
      }
      if (passes) enqueue.assign({ enqueued: ({ context: now }) => (now?.enqueued ?? 0) + 1 });
      else enqueue.raise({ type: 'B', n: 2 });
    });
    return this.#builder.dialect.isJson ? this.#builder.implement('actions', enqueued) : enqueued;
  }
}

/** Says that an action might answer itself for ever. JSON cannot burn, so an action before it does. */
function isSocial({ do: what, delay }) {
  return what === 'spawnChild' || what === 'forward' || (what.startsWith('send') && !delay);
}

function options({ delay, id }) {
  return { ...(delay !== undefined && { delay }), ...(id !== undefined && { id }) };
}

/** Is called for each child, and so also ends the loops in which children are made forever. */
export const childInput = ({ context, event }) => {
  burn();
  note('input', context, event);
  return { n: context?.n };
};
