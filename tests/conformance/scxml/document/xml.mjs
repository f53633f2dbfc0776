import { DOMParser } from '@xmldom/xmldom';

/** Parses XML text and returns its outermost element; throws at the first fault. */
export function parseXml(text) {
  const refuse = (_level, message) => {
    throw new SyntaxError(message);
  };
  return new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml').documentElement;
}

/** The child elements of an element in document order, of certain local names if any are given. */
export function childElements(element, ...names) {
  const children = [...element.childNodes].filter((node) => node.nodeType === node.ELEMENT_NODE);
  return names.length === 0 ? children : children.filter((each) => names.includes(each.localName));
}

/** The first child element of a name, if there is one. */
export const childElement = (element, name) => childElements(element, name)[0];

/** The value of an attribute, undefined when it is not there. */
export function attribute(element, name) {
  return element.hasAttribute(name) ? element.getAttribute(name) : undefined;
}

/** The parts of a list that is separated by white space; empty when the attribute is not there. */
export function listAttribute(element, name) {
  return attribute(element, name)?.split(/\s+/).filter(Boolean) ?? [];
}
