// Scripts as Erlang terms, for file:consult.

const text = (value) => JSON.stringify(value);

function supervisor({ id, strategy, intensity, period, autoShutdown, children }) {
  const list = children.map(child).join(',');
  return `{supervisor,${text(id)},${strategy},${intensity},${period},${autoShutdown},[${list}]}`;
}

function child({ id, restart, significant, supervisor: inner }) {
  return `{${text(id)},${restart},${significant},${inner ? supervisor(inner) : 'worker'}}`;
}

const steps = {
  exit: ([id, reason]) => `{exit,${text(id)},${reason}}`,
  fail: ([id, count]) => `{fail,${text(id)},${count}}`,
  ignore: ([id, count]) => `{ignore,${text(id)},${count}}`,
  burst: ([id, ids]) => `{burst,${text(id)},[${ids.map(text).join(',')}]}`,
  start: ([id, spec]) => `{start,${text(id)},${child(spec)}}`,
  wait: ([milliseconds]) => `{wait,${milliseconds}}`,
};

const call = (name) => (args) => `{${[name, ...args.map(text)].join(',')}}`;

function step([name, ...args]) {
  return (steps[name] ?? call(name))(args);
}

/** Writes scripts as terms that end in full stops. */
export function toErlang(scripts) {
  return scripts
    .map(({ tree, steps: list }, index) => {
      return `{${index},${supervisor(tree)},[${list.map(step).join(',')}]}.\n`;
    })
    .join('');
}
