import config from '../../../charts/websocket-connection.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { failsEvery, no, staysOpen, takes, yes } from './work.js';

export function websocketConnection(about: string): Behavior {
  return {
    config,
    about,
    events: [
      { type: 'CONNECT' },
      { type: 'SOCKET.OPENED' },
      { type: 'HELLO.ACK' },
      { type: 'AUTH.OK' },
      { type: 'SUBSCRIBE', channel: 'orders' },
      { type: 'JOIN.OK' },
      { type: 'PONG' },
      { type: 'NETWORK.ONLINE' },
      { type: 'MESSAGE.GAP' },
      { type: 'SEND', text: 'hello' },
      { type: 'ACK' },
      { type: 'SERVER.DRAIN' },
      { type: 'NETWORK.OFFLINE' },
    ],
    implementations: {
      actions: {},
      guards: {
        isUnauthorized: no,
        canResume: no,
        closeIsFinal: no,
        attemptsLeft: yes,
        isLastChannel: yes,
        outboxIsEmpty: no,
        isOffline: no,
      },
      actors: {
        fetchToken: failsEvery(4, 700, 'the token service does not answer'),
        openSocket: staysOpen,
        fetchMissedMessages: takes(1_500),
      },
      delays: {
        connectTimeout: 20_000,
        heartbeatInterval: 6_000,
        joinTimeout: 4_000,
        reconnectDelay: 1_500,
      },
    },
    breakDown: () => {
      throw new SyntaxError('Unexpected token < in JSON at position 0');
    },
  };
}
