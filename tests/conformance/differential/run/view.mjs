const deepest = 12;

/** Makes plain data of anything, equal for both sides; sessions are numbered as they appear. */
export function view(value, side, depth = 0) {
  if (value === undefined) return '[undefined]';
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'string') return withoutSessions(value, side);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[deep]';
  if (value instanceof Error) return { error: withoutSessions(value.message, side) };
  if (isRef(value)) return refView(value, side);
  if (isSnapshot(value)) return snapshotView(value, side, depth);
  if (Array.isArray(value)) return value.map((each) => view(each, side, depth + 1));
  const plain = {};
  const entries = Object.entries(value);
  for (const [key, each] of entries.map(sorted)) {
    plain[withoutSessions(key, side)] = view(each, side, depth + 1);
  }
  return plain;
}

/** The order of what history states remember means nothing. */
function sorted([key, value]) {
  const isHistory = key === 'historyValue' && typeof value === 'object' && value !== null;
  return [key, isHistory ? Object.fromEntries(Object.entries(value).sort()) : value];
}

/** A machine's snapshot with all that people see of it. */
export function snapshotView(snapshot, side, depth = 0) {
  const { status, value, context, output, error, tags, children, historyValue, _nodes } = snapshot;
  const see = (part) => view(part, side, depth + 1);
  return {
    status,
    value: see(value),
    context: see(context),
    output: see(output),
    error: see(error),
    tags: [...tags],
    nodes: _nodes.map((node) => node.id),
    historyValue: Object.entries(historyValue)
      .map(([id, nodes]) => [id, nodes.map((node) => node.id)])
      .sort(),
    meta: see(snapshot.getMeta()),
    children: Object.entries(children).map(([id, child]) => [
      see(id),
      childView(child, side, depth),
    ]),
  };
}

function childView(child, side, depth) {
  if (!child) return see(child);
  const { systemId, src, _processingStatus } = child;
  return {
    ...refView(child, side),
    systemId: view(systemId, side),
    src: typeof src === 'string' ? src : '[inline]',
    processing: _processingStatus,
    snapshot: view(child.getSnapshot(), side, depth + 1),
  };
}

const see = (value) => view(value, undefined);

const isRef = (value) => 'sessionId' in value && 'send' in value && 'getSnapshot' in value;
const isSnapshot = (value) => 'machine' in value && 'historyValue' in value && '_nodes' in value;

function refView(ref, side) {
  return { ref: withoutSessions(ref.id, side), session: withoutSessions(ref.sessionId, side) };
}

function withoutSessions(text, side) {
  if (!side || !text.includes('x:')) return text;
  return text.replace(/\bx:\d+/g, (session) => {
    const known = side.sessions.get(session) ?? side.sessions.size;
    side.sessions.set(session, known);
    return `session${known}`;
  });
}
