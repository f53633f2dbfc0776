import { valueOfContent } from '../datamodel/value.mjs';
import { attribute, childElement, childElements, listAttribute } from '../document/xml.mjs';

/**
 * Makes a function that evaluates what an element sends along: the value of its `<content>`, or an
 * object of what `namelist` and its `<param>`s name; undefined when there is neither.
 */
export function compilePayload(element) {
  const content = childElement(element, 'content');
  return content ? compileContent(content) : compileParams(element);
}

/** Makes a function that evaluates `namelist` and the `<param>`s of an element. */
export function compileParams(element) {
  const names = listAttribute(element, 'namelist').map((name) => [name, name]);
  const params = childElements(element, 'param').map((param) => [
    attribute(param, 'name'),
    attribute(param, 'expr') ?? attribute(param, 'location'),
  ]);
  const all = [...names, ...params];
  return ({ session }) =>
    all.length === 0
      ? undefined
      : Object.fromEntries(all.map(([name, code]) => [name, session.evaluate(code)]));
}

/** Makes a function that evaluates a `<content>` element. */
export function compileContent(content) {
  const expression = attribute(content, 'expr');
  return ({ session }) =>
    expression === undefined ? valueOfContent(content) : session.evaluate(expression);
}
