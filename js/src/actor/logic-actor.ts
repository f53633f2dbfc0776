import { type AnyActorRef, ProcessingStatus } from '../behavior/acting-actor.js';
import type { EventObject } from '../program/machine-types.js';
import type { ActorOptions, AnySnapshot } from './actor-options.js';
import { BaseActor, notYet } from './base-actor.js';
import { warnStopped } from './check-event.js';
import { attachDevTools } from './dev-tools.js';
import { systemClock } from './system-clock.js';

/** Any ActorLogic of XState: promises, callbacks, observables, transition functions and others. */
export interface AnyLogic {
  getInitialSnapshot(scope: LogicScope, input: unknown): AnySnapshot;
  transition(snapshot: AnySnapshot, event: EventObject, scope: LogicScope): AnySnapshot;
  start?(snapshot: AnySnapshot, scope: LogicScope): void;
  restoreSnapshot?(persisted: unknown, scope: LogicScope): AnySnapshot;
  getPersistedSnapshot?(snapshot: AnySnapshot, options?: unknown): unknown;
}

/** What a logic is handed at each call (XState: ActorScope). */
export interface LogicScope {
  self: LogicActor;
  id: string;
  sessionId: string;
  system: LogicActor['system'];
  logger: LogicActor['logger'];
  defer(effect: () => void): void;
  emit(event: EventObject): void;
  stopChild(child: AnyActorRef): void;
  actionExecutor(action: ExecutableAction): void;
}

interface ExecutableAction {
  type: string;
  info: unknown;
  params: unknown;
  exec?: (info: unknown, params: unknown) => void;
}

/** An actor that runs an ActorLogic in JavaScript, as XState's Actor does (createActor.ts). */
export class LogicActor extends BaseActor<AnySnapshot> {
  readonly logic: AnyLogic;
  #snapshot: AnySnapshot;
  readonly #scope: LogicScope;
  #deferred: (() => void)[] = [];
  #mailbox: EventObject[] = [];
  #isProcessing = false;
  #isOpen = false;
  /** When it was started, in monotonic milliseconds of the system's clock. */
  startedAt = 0;

  constructor(logic: AnyLogic, options: ActorOptions = {}) {
    super(options);
    this.logic = logic;
    this.#scope = this.#makeScope();
    if (this.isInspected) {
      this.system._sendInspectionEvent({ type: '@xstate.actor', actorRef: this });
    }
    if (this.systemId) this.system._set(this.systemId, this);
    this.#snapshot = this.#firstSnapshot();
    if (this.#snapshot.status !== 'active') this.unregister();
  }

  #makeScope(): LogicScope {
    return {
      self: this,
      id: this.id,
      sessionId: this.sessionId,
      system: this.system,
      logger: this.logger,
      defer: (effect) => void this.#deferred.push(effect),
      emit: (event) => this.emit(event),
      stopChild: (child) => {
        if (child._parent !== this) {
          throw new Error(
            `Cannot stop child actor ${child.id} of ${this.id} because it is not a child`,
          );
        }
        (child as LogicActor)._stop();
      },
      actionExecutor: ({ exec, info, params }) => {
        const execute = () => exec?.(info, params);
        if (this._processingStatus === ProcessingStatus.running) execute();
        else this.#deferred.push(execute);
      },
    };
  }

  #firstSnapshot(): AnySnapshot {
    const { persisted } = this;
    try {
      if (!persisted) return this.logic.getInitialSnapshot(this.#scope, this.options.input);
      if (!this.logic.restoreSnapshot) return persisted as AnySnapshot;
      return this.logic.restoreSnapshot(persisted, this.#scope);
    } catch (error) {
      return { status: 'error', output: undefined, error };
    }
  }

  start(): this {
    if (this._processingStatus !== ProcessingStatus.notStarted) return this;
    this.syncWithParent();
    this.register();
    this._processingStatus = ProcessingStatus.running;
    this.startedAt = systemClock.now();
    const event = { type: 'xstate.init', input: this.options.input } as EventObject;
    if (this.isInspected) {
      this.system._sendInspectionEvent({
        type: '@xstate.event',
        sourceRef: this._parent,
        actorRef: this,
        event,
      });
    }
    const { status } = this.#snapshot;
    if (status === 'error') {
      this.#fail(this.#snapshot.error);
      return this;
    }
    if (status !== 'done' && !this.#startLogic()) return this;
    this.#update(this.#snapshot, event);
    if (status !== 'done') {
      attachDevTools(this, this.options.devTools);
      this.#isOpen = true;
      this.#flush();
    }
    return this;
  }

  #startLogic(): boolean {
    try {
      this.logic.start?.(this.#snapshot, this.#scope);
      return true;
    } catch (error) {
      this.#snapshot = { ...this.#snapshot, status: 'error', error };
      this.#fail(error);
      return false;
    }
  }

  _send(event: EventObject): void {
    if (this._processingStatus === ProcessingStatus.stopped) {
      warnStopped(this, event);
      return;
    }
    this.#mailbox.push(event);
    this.#flush();
  }

  #flush(): void {
    if (!this.#isOpen || this.#isProcessing) return;
    this.#isProcessing = true;
    for (let event = this.#mailbox.shift(); event; event = this.#mailbox.shift()) {
      this.#process(event);
    }
    this.#isProcessing = false;
  }

  #process(event: EventObject): void {
    let next: AnySnapshot;
    try {
      next = this.logic.transition(this.#snapshot, event, this.#scope);
    } catch (error) {
      this.#snapshot = { ...this.#snapshot, status: 'error', error };
      this.#fail(error);
      return;
    }
    this.#update(next, event);
    if (event.type === 'xstate.stop') {
      this.#leave();
      this.complete();
    }
  }

  #update(snapshot: AnySnapshot, event: EventObject): void {
    this.#snapshot = snapshot;
    this.#runDeferred();
    const { status, output, error } = this.#snapshot;
    if (status === 'active' || status === 'done') this.tellNext(snapshot);
    if (status === 'done') {
      this.#leave();
      this.complete();
      this.tellParentDone(output);
    }
    if (status === 'error') this.#fail(error);
    if (this.isInspected) {
      this.system._sendInspectionEvent({
        type: '@xstate.snapshot',
        actorRef: this,
        event,
        snapshot,
      });
    }
  }

  #runDeferred(): void {
    for (let effect = this.#deferred.shift(); effect; effect = this.#deferred.shift()) {
      try {
        effect();
      } catch (error) {
        this.#deferred = [];
        this.#snapshot = { ...this.#snapshot, status: 'error', error };
      }
    }
  }

  #fail(error: unknown): void {
    this.#leave();
    this.tellError(error);
    this.tellParentError(error);
  }

  #leave(): void {
    if (this._processingStatus !== ProcessingStatus.running) return;
    this.system.scheduler.cancelAll(this);
    this.#mailbox = [];
    this.#isOpen = false;
    this._processingStatus = ProcessingStatus.stopped;
    this.unregister();
  }

  _stop(): this {
    if (this._processingStatus === ProcessingStatus.stopped) return this;
    this.#mailbox = [];
    if (this._processingStatus === ProcessingStatus.notStarted) {
      this._processingStatus = ProcessingStatus.stopped;
      return this;
    }
    this.#mailbox.push({ type: 'xstate.stop' });
    this.#isOpen = true;
    this.#flush();
    return this;
  }

  getSnapshot(): AnySnapshot {
    // The logic may ask while its first snapshot is being made.
    const snapshot: AnySnapshot | undefined = this.#snapshot;
    if (!snapshot) throw notYet();
    return snapshot;
  }

  getPersistedSnapshot(options?: unknown): unknown {
    return this.logic.getPersistedSnapshot?.(this.#snapshot, options) ?? this.#snapshot;
  }
}
