import { playScripts } from './determinism/player.mjs';
import * as statewarden from './statewarden/index.js';

const recorded = await fetch('determinism/scripts.json').then((response) => response.json());
document.getElementById('log').textContent = await playScripts(statewarden, recorded);
