import { childElements, parseXml } from '../document/xml.mjs';

/** The value that is written as the content of an element: XML, JSON, or text. */
export function valueOfContent(element) {
  return childElements(element)[0] ?? valueOfText(element.textContent);
}

/** The value of a file: XML, JSON, or text. */
export function valueOfFile(text) {
  return text.trimStart().startsWith('<') ? parseXml(text) : valueOfText(text);
}

/** JSON where it is some, else the text with its white space normalised. */
function valueOfText(text) {
  const normalised = text.trim().replace(/\s+/g, ' ');
  if (normalised === '') return undefined;
  try {
    return JSON.parse(normalised);
  } catch {
    return normalised;
  }
}
