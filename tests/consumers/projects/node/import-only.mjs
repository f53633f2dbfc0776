// Importing must be free: nothing compiled, nothing listened to, no global added.
let compiled = 0;
const { Module } = WebAssembly;
WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(bytes);
    compiled += 1;
  }
};
const events = process.eventNames().length;
const globals = Object.getOwnPropertyNames(globalThis).length;
const { createSupervisedMachine } = await import('statewarden');
const onImport = compiled;
const addedEvents = process.eventNames().length - events;
createSupervisedMachine('m', { id: 'm', initial: 'a', states: { a: {} } }, {}).stop();
console.log(
  JSON.stringify({
    onImport,
    onFirstUse: compiled,
    addedEvents,
    addedEventsOnUse: process.eventNames().length - events,
    addedGlobals: Object.getOwnPropertyNames(globalThis).length - globals,
  }),
);
