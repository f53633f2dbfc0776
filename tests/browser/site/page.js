import { crash } from './crash.js';

const show = (id, text) => {
  document.getElementById(id).textContent = text;
};

const worker = new Worker('worker.js', { type: 'module' });
worker.onmessage = ({ data }) => show('worker', data);
show('page', await crash());
