import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ScxmlDocument } from './scxml/document/scxml-document.mjs';
import { parseXml } from './scxml/document/xml.mjs';
import { Run } from './scxml/run/perform.mjs';
import { oracle, subjects } from './scxml/run/sides.mjs';

/** What a document logs, here and in XState, when it is sent events. */
function logOf(text, ...events) {
  const document = new ScxmlDocument(parseXml(text));
  const [expected, ...logs] = [oracle, ...subjects].map((side) => {
    const run = new Run(document, side);
    run.start();
    for (const name of events) run.send({ name });
    return run.log.map(([label]) => label);
  });
  for (const log of logs) assert.deepEqual(log, expected);
  return expected;
}

describe('where SCXML and XState differ, documents do what XState does', () => {
  test('eventless transitions are taken in the order in which their states were entered', () => {
    const document = `
      <scxml>
        <datamodel><data id="isReady" expr="false"/></datamodel>
        <parallel id="both">
          <transition event="ready"><assign location="isReady" expr="true"/></transition>
          <state id="first">
            <state id="f1"><transition event="move" target="f2"/></state>
            <state id="f2"><transition cond="isReady" target="f3"><log label="first"/></transition></state>
            <state id="f3"/>
          </state>
          <state id="second">
            <state id="s1"><transition cond="isReady" target="s2"><log label="second"/></transition></state>
            <state id="s2"/>
          </state>
        </parallel>
      </scxml>`;
    assert.deepEqual(logOf(document, 'move', 'ready'), ['second', 'first']);
  });

  test('a transition from one region to another does not leave the parallel state', () => {
    const document = `
      <scxml>
        <parallel id="both">
          <onexit><log label="left both"/></onexit>
          <state id="first">
            <onexit><log label="left first"/></onexit>
            <state id="f1"><transition event="cross" target="s2"/></state>
          </state>
          <state id="second"><state id="s1"/><state id="s2"/></state>
        </parallel>
      </scxml>`;
    assert.deepEqual(logOf(document, 'cross'), ['left first']);
  });
});
