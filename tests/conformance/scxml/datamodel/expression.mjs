import { parse } from 'acorn';

const cache = new Map();

/*
 * The functions made here are called with the names of a scope. Their parameters have no names, which
 * would hide variables. Where an inner function is strict, an assignment to what was never declared is
 * an error and no new global.
 */

/** Makes a function of an expression. Some documents end an expression with a semicolon. */
export function compileExpression(code) {
  const expression = code.replace(/;\s*$/, '');
  return compile(`return (() => { 'use strict'; return (${expression}\n); })();`);
}

/** Makes a function that assigns its second argument to a location. */
export const compileLocation = (location) =>
  compile(`(() => { 'use strict'; ${location} = arguments[1]; })();`);

/**
 * Makes a function of a script, which returns the functions that the script declares. The variables
 * that it declares must exist in the scope already.
 */
export function compileScript(code) {
  const { functions } = declarationsOf(code);
  return compile(`${code}\nreturn { ${functions.join(', ')} };`);
}

/** The names that a script declares at its top. */
export function declarationsOf(code) {
  const { body } = parse(code, { ecmaVersion: 'latest' });
  const of = (type) => body.filter((statement) => statement.type === type);
  return {
    functions: of('FunctionDeclaration').map(({ id }) => id.name),
    variables: of('VariableDeclaration').flatMap(({ declarations }) =>
      declarations.map(({ id }) => id.name),
    ),
  };
}

/** Names that can be variables. */
export const isIdentifier = (name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

function compile(code) {
  const made = cache.get(code) ?? new Function(`with (arguments[0]) { ${code} }`);
  cache.set(code, made);
  return made;
}
