import { crash } from './crash.js';

postMessage(await crash());
