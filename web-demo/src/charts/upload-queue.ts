import config from '../../../charts/upload-queue.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { failsEvery, no, takes, yes } from './work.js';

const chunks = 6;

export function uploadQueue(): Behavior {
  return {
    config,
    about: 'Resumable uploads in chunks',
    events: [
      { type: 'FILE.ADD', name: 'holiday.mov' },
      { type: 'RESUME' },
      { type: 'NETWORK.FOUND' },
      { type: 'BATTERY.OK' },
      { type: 'PAUSE' },
      { type: 'NETWORK.LOST' },
      { type: 'BATTERY.LOW' },
      { type: 'FILE.CANCEL' },
    ],
    implementations: {
      actions: {},
      guards: {
        hasQueuedFile: no,
        isTooLarge: no,
        isForbiddenType: no,
        alreadyStored: no,
        savesBattery: yes,
        isQuotaExceeded: no,
        retriesLeft: yes,
        isLastChunk: ({ context }) => Number(context.chunk) >= chunks - 1,
        sessionIsGone: no,
        isThrottled: no,
      },
      actors: {
        openFile: takes(600),
        hashFile: takes(1_500, { hash: '9f2c' }),
        findDuplicate: takes(500),
        openUploadSession: takes(700, { uploadId: 'u-9' }),
        sendChunk: failsEvery(5, 900, 'connection reset'),
        queryOffset: takes(400),
        completeUpload: takes(700),
        verifyChecksum: takes(900),
      },
      delays: { retryDelay: 1_500, chunkTimeout: 30_000, throttleDelay: 4_000 },
    },
    breakDown: () => {
      throw new RangeError('Invalid typed array length: -1');
    },
  };
}
