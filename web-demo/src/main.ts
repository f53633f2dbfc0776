import { RootSupervisor } from 'statewarden';
import { LiveSupervisor } from './system/live-supervisor.js';
import { Pastime, useActor } from './system/pastime.js';
import { plan } from './system/plan.js';
import { element } from './view/dom.js';
import { Summary } from './view/summary.js';
import { SupervisorGroup } from './view/supervisor-group.js';
import { themeButton } from './view/theme-button.js';
import { Timeline } from './view/timeline.js';
import { toggle } from './view/toggle.js';

const root = new LiveSupervisor(plan);
const actors = root.all().flatMap((supervisor) => supervisor.actors);
const tree = new SupervisorGroup(root);
const groups = new Map(tree.all().map((group) => [group.element.dataset.supervisor, group]));
const cards = tree.all().flatMap((group) => group.cards);
const cardOf = new Map(cards.map((card) => [card.element.dataset.actor, card]));
const timeline = new Timeline();
const summary = new Summary(actors);

RootSupervisor.getInstance().onEvent((event) => {
  timeline.add(event);
  cardOf.get(event.actorId)?.note(event);
  groups.get(event.supervisorId)?.note(event);
  summary.update();
});

const traffic = new Pastime(actors, 700, useActor);
const chaos = new Pastime(actors, 1_600, (actor) => actor.crash());
traffic.toggle(true);

setInterval(() => {
  for (const card of cards) card.tick();
  for (const group of groups.values()) group.tick();
}, 100);
setInterval(() => {
  for (const card of cards) card.update();
  summary.update();
}, 1_000);

document.getElementById('controls')?.append(
  summary.element,
  toggle('traffic', 'Traffic', true, (isOn) => traffic.toggle(isOn)),
  toggle('chaos', 'Chaos', false, (isOn) => chaos.toggle(isOn)),
  themeButton(),
);
document
  .getElementById('stage')
  ?.append(element('div', { class: 'tree' }, tree.element), timeline.element);
