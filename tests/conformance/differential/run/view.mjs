const deepest = 12;

/** What snapshots of machines say of themselves, which never changes. */
const described = new WeakMap();

/** Writes anything as text that is equal for both sides; sessions are numbered as they appear. */
export function view(value, side, depth = 0) {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(withoutSessions(value, side));
    case 'function':
      return '[function]';
    case 'object':
      return value === null ? 'null' : viewObject(value, side, depth);
    default:
      return String(value);
  }
}

function viewObject(value, side, depth) {
  if (depth > deepest) return '[deep]';
  if (value instanceof Error) return `Error(${view(messageOf(value), side)})`;
  if (isRef(value)) return refView(value, side);
  if (isSnapshot(value)) return snapshotView(value, side, depth);
  if (Array.isArray(value)) {
    return `[${value.map((each) => view(each, side, depth + 1)).join(',')}]`;
  }
  const members = Object.entries(value).map(([key, each]) => {
    const seen = key === 'historyValue' ? sorted(each) : each;
    return `${withoutSessions(key, side)}:${view(seen, side, depth + 1)}`;
  });
  return `{${members.join(',')}}`;
}

/** What is looked up by id, as `historyValue` and meta are: the order of the ids means nothing. */
function sorted(byId) {
  return Object.fromEntries(Object.entries(byId).sort());
}

/** Guards that JSON has built in have names, which creators' guards lack. */
function messageOf({ message }) {
  return message.replace(
    /^Unable to evaluate guard 'xstate\.\w+' in/,
    'Unable to evaluate guard in',
  );
}

/** A machine's snapshot with all that people see of it; children in depth only at the top. */
export function snapshotView(snapshot, side, depth = 0) {
  let own = described.get(snapshot);
  if (own === undefined) {
    own = describeSnapshot(snapshot, side);
    described.set(snapshot, own);
  }
  const children = [];
  for (const [id, child] of Object.entries(snapshot.children)) {
    children.push(`${withoutSessions(id, side)}=${childView(child, side, depth)}`);
  }
  return `{${own} children:{${children.join(', ')}}}`;
}

function describeSnapshot(snapshot, side) {
  const { status, value, context, output, error, tags, historyValue, _nodes } = snapshot;
  const see = (part) => view(part, side, 1);
  const ids = (nodes) => nodes.map((node) => node.id).join(' ');
  const history = Object.entries(sorted(historyValue)).map(([id, nodes]) => `${id}:${ids(nodes)}`);
  return [
    `${status} ${JSON.stringify(value)} context:${see(context)} output:${see(output)}`,
    // The order of `_nodes` is seen in that of tags, of history and of what `always` does.
    `error:${see(error)} tags:${[...tags]} nodes:${ids(_nodes).split(' ').sort()}`,
    `history:${history} meta:${see(sorted(snapshot.getMeta()))}`,
  ].join(' ');
}

function childView(child, side, depth) {
  if (!child) return view(child, side);
  const { systemId, src, _processingStatus } = child;
  const name = typeof src === 'string' ? withoutSessions(src, side) : '[inline]';
  const processing = side.hidesProcessing ? '' : _processingStatus;
  const self = `${refView(child, side)} ${systemId} ${name} ${processing}`;
  const snapshot = child.getSnapshot();
  if (depth > 0) return `${self} ${snapshot?.status}`;
  return `${self} ${view(snapshot, side, isSnapshot(snapshot ?? {}) ? 0 : 1)}`;
}

const isRef = (value) => 'sessionId' in value && 'send' in value && 'getSnapshot' in value;
const isSnapshot = (value) => 'machine' in value && 'historyValue' in value && '_nodes' in value;

function refView(ref, side) {
  return `<${withoutSessions(ref.id, side)} ${withoutSessions(ref.sessionId, side)}>`;
}

/** A transition, whose nodes hold all of the chart. */
export function transitionView({ source, target, eventType, reenter, actions }) {
  const targets = target?.map((node) => node.id);
  return { source: source.id, targets, eventType, reenter, actions: actions.length };
}

/** Names sessions by the order in which they appear; each library counts its own. */
export function withoutSessions(text, side) {
  if (!text.includes('x:')) return text;
  return text.replace(/\bx:\d+/g, (session) => {
    const known = side.sessions.get(session) ?? side.sessions.size;
    side.sessions.set(session, known);
    return `session${known}`;
  });
}
