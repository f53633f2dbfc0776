import config from '../../../charts/media-player.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { no, takes, yes } from './work.js';

export function mediaPlayer(): Behavior {
  return {
    config,
    about: 'Streaming video with DRM and ad breaks',
    events: [
      { type: 'SOURCE.LOAD', url: 'https://cdn.example/film.mpd' },
      { type: 'KEYS.READY' },
      { type: 'AD.ENDED' },
      { type: 'MEDIA.SEEKED' },
      { type: 'MEDIA.CAN_PLAY' },
      { type: 'PLAY' },
      { type: 'MEDIA.WAITING' },
      { type: 'SEEK', to: 900 },
      { type: 'AD.BREAK' },
      { type: 'PAUSE' },
      { type: 'RETRY' },
      { type: 'CAPTIONS.TOGGLE' },
      { type: 'MUTE.TOGGLE' },
    ],
    implementations: {
      actions: {},
      guards: {
        isProtected: yes,
        retriesLeft: yes,
        shouldAutoplay: no,
        playbackAllowed: yes,
        canLowerQuality: yes,
        canRaiseQuality: no,
        hasNext: no,
        adIsSkippable: no,
        moreAds: no,
        mayAskLicenseAgain: yes,
        volumeIsZero: no,
        volumeIsAudible: yes,
        pointerIsAway: yes,
      },
      actors: {
        loadManifest: takes(900),
        requestLicense: takes(900),
        requestAds: takes(800),
        loadCaptions: takes(700),
      },
      delays: { loadTimeout: 30_000, retryDelay: 1_500, stallLimit: 5_000, controlsTimeout: 3_000 },
    },
    breakDown: () => {
      throw new DOMException('The play() request was interrupted', 'AbortError');
    },
  };
}
