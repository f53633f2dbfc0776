import { xstate } from '../../differential/oracle.mjs';
import { valueOfContent } from '../datamodel/value.mjs';
import { attribute } from '../document/xml.mjs';
import { stepOf } from './content-error.mjs';
import { compileForeach, compileIf } from './control.mjs';
import { compileSend } from './send.mjs';

const compilers = {
  assign: compileAssign,
  cancel: compileCancel,
  foreach: compileForeach,
  if: compileIf,
  log: compileLog,
  raise: compileRaise,
  script: compileScript,
  send: compileSend,
};

/** Makes a step of an element of executable content. */
export function compileStep(document, element) {
  const compile = compilers[element.localName];
  if (!compile) throw new SyntaxError(`<${element.localName}> is no executable content`);
  const compileAll = (elements) => elements.map((each) => compileStep(document, each));
  return stepOf(element, compile(element, { document, compileAll }));
}

function compileAssign(element) {
  const location = attribute(element, 'location');
  const expression = attribute(element, 'expr');
  return ({ session }) => {
    const value = expression === undefined ? valueOfContent(element) : session.evaluate(expression);
    session.assign(location, value);
  };
}

function compileRaise(element) {
  const name = attribute(element, 'event');
  return (execution) => execution.raise(name);
}

function compileCancel(element) {
  const id = attribute(element, 'sendid');
  const expression = attribute(element, 'sendidexpr');
  return ({ enqueue, session }) => enqueue.cancel(id ?? session.evaluate(expression));
}

function compileLog(element) {
  const label = attribute(element, 'label');
  const expression = attribute(element, 'expr');
  return ({ enqueue, session }) => {
    const value = expression ? session.evaluate(expression) : undefined;
    enqueue(xstate.log(() => value, label));
  };
}

function compileScript(element, { document }) {
  const code = document.code(element);
  return ({ session }) => session.runScript(code);
}
