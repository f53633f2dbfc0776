import type { Behavior } from '../charts/behavior.js';
import { checkout } from '../charts/checkout.js';
import { iotDevice } from '../charts/iot-device.js';
import { llmAgentLoop } from '../charts/llm-agent-loop.js';
import { mediaPlayer } from '../charts/media-player.js';
import { uploadQueue } from '../charts/upload-queue.js';
import { websocketConnection } from '../charts/websocket-connection.js';
import { type Settings, standard } from './settings.js';

export interface ActorPlan {
  id: string;
  behavior: () => Behavior;
}

export interface SupervisorPlan {
  id: string;
  about: string;
  settings: Settings;
  actors: ActorPlan[];
  supervisors: SupervisorPlan[];
}

/** The supervisor tree of the page: actors on three levels under six supervisors. */
export const plan: SupervisorPlan = {
  id: 'root',
  about: 'Decides what nobody below could',
  settings: { ...standard, maxRestarts: 5 },
  actors: [],
  supervisors: [
    {
      id: 'storefront',
      about: 'Independent parts: each restarts alone',
      settings: { ...standard, scope: 'one-for-one' },
      actors: [
        { id: 'checkout', behavior: checkout },
        { id: 'player', behavior: mediaPlayer },
      ],
      supervisors: [
        {
          id: 'realtime',
          about: 'Later ones depend on earlier ones',
          settings: { ...standard, scope: 'rest-for-one' },
          actors: [
            { id: 'connection', behavior: () => websocketConnection('Socket of the shop') },
            {
              id: 'presence',
              behavior: () => websocketConnection('Who is looking, over a socket'),
            },
            { id: 'uploads', behavior: uploadQueue },
          ],
          supervisors: [],
        },
      ],
    },
    {
      id: 'devices',
      about: 'One home: all restart together',
      settings: { ...standard, scope: 'one-for-all', backoffType: 'linear' },
      actors: [
        { id: 'gateway', behavior: () => websocketConnection('Socket of the house') },
        { id: 'kitchen', behavior: () => iotDevice('Thermostat in the kitchen') },
        { id: 'bedroom', behavior: () => iotDevice('Thermostat in the bedroom') },
      ],
      supervisors: [],
    },
    {
      id: 'assistants',
      about: 'Resumes where it failed',
      settings: { ...standard, preserveState: true },
      actors: [
        {
          id: 'planner',
          behavior: () => llmAgentLoop('Agent that plans', 'plan a week in Lisbon'),
        },
      ],
      supervisors: [
        {
          id: 'crew',
          about: 'Passes every failure to its parent',
          settings: { ...standard, decision: 'escalate' },
          actors: [
            {
              id: 'researcher',
              behavior: () => llmAgentLoop('Agent that searches', 'find flights under 200 euro'),
            },
            {
              id: 'writer',
              behavior: () => llmAgentLoop('Agent that writes', 'write the travel guide'),
            },
          ],
          supervisors: [],
        },
      ],
    },
  ],
};
