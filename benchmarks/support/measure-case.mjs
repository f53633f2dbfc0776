// Run by itself with the name of a case: measures it and prints the result as JSON.
import { cases } from '../cases/index.mjs';
import { alternate } from './alternate.mjs';

const { ours, theirs } = cases.find(({ name }) => name === process.argv[2]);
console.log(JSON.stringify(await alternate(ours(), theirs())));
