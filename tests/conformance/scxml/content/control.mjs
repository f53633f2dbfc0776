import { attribute, childElements } from '../document/xml.mjs';

/** `<if>`: the elements up to the first `<elseif>` or `<else>` are one branch, and so on. */
export function compileIf(element, { compileAll }) {
  const branches = [{ condition: attribute(element, 'cond'), elements: [] }];
  for (const child of childElements(element)) {
    if (child.localName === 'elseif' || child.localName === 'else') {
      branches.push({ condition: attribute(child, 'cond'), elements: [] });
    } else {
      branches.at(-1).elements.push(child);
    }
  }
  const compiled = branches.map(({ condition, elements }) => ({
    condition,
    steps: compileAll(elements),
  }));
  return (execution) => {
    const isChosen = ({ condition }) => condition === undefined || execution.evaluate(condition);
    execution.runAll(compiled.find(isChosen)?.steps ?? []);
  };
}

/** `<foreach>`: goes over a copy of the array, so changes to the array do not matter. */
export function compileForeach(element, { compileAll }) {
  const array = attribute(element, 'array');
  const item = attribute(element, 'item');
  const index = attribute(element, 'index');
  const steps = compileAll(childElements(element));
  return (execution) => {
    const { session } = execution;
    const values = session.evaluate(array);
    if (!Array.isArray(values)) throw new TypeError(`${array} is no array`);
    for (const [position, value] of [...values].entries()) {
      session.declare(item, value);
      if (index !== undefined) session.declare(index, position);
      execution.runAll(steps);
    }
  };
}
