import config from '../../../charts/iot-device.json' with { type: 'json' };
import type { Behavior } from './behavior.js';
import { failsEvery, no, takes, yes } from './work.js';

export function iotDevice(about: string): Behavior {
  return {
    config,
    about,
    events: [
      { type: 'TEST.MEMORY_OK' },
      { type: 'TEST.FLASH_OK' },
      { type: 'BUS.FOUND' },
      { type: 'RADIO.ON' },
      { type: 'NETWORK.FOUND' },
      { type: 'NETWORK.JOINED' },
      { type: 'ADDRESS.LEASED' },
      { type: 'BROKER.SUBSCRIBED' },
      { type: 'SAMPLE.TEMPERATURE', celsius: 20.4 },
      { type: 'SAMPLE.HUMIDITY', percent: 44 },
      { type: 'TEMPERATURE.LOW' },
      { type: 'TEMPERATURE.OK' },
      { type: 'WINDOW.CLOSED' },
      { type: 'TRIAL.PASSED' },
      { type: 'MOTION' },
      { type: 'WINDOW.OPEN' },
      { type: 'UPDATE.AVAILABLE', version: '4.1.0' },
      { type: 'BUTTON.PRESS' },
    ],
    implementations: {
      actions: {},
      guards: {
        isProvisioned: yes,
        batteryAllowsUpdate: yes,
        heaterIsCool: yes,
        sensorRetriesLeft: yes,
        isLastBlock: yes,
        updateRetriesLeft: yes,
        tooManyBootFailures: no,
        certificateExpired: no,
      },
      actors: {
        loadConfig: takes(700),
        tryNetwork: takes(1_000),
        registerDevice: takes(1_000, { serial: 'TC-2207' }),
        fetchBlock: takes(2_500),
        verifySignature: takes(1_200),
        dumpLog: takes(1_500),
        syncClock: takes(600),
        connectBroker: failsEvery(3, 800, 'the broker refused the connection'),
        renewCertificate: takes(900),
      },
      delays: {
        registerRetryDelay: 3_000,
        valveTravelTime: 2_500,
        heatingLimit: 600_000,
        minimumOffTime: 6_000,
        temperatureInterval: 5_000,
        updateRetryDelay: 2_000,
        trialPeriod: 20_000,
        rebootDelay: 4_000,
        scanDelay: 5_000,
        brokerRetryDelay: 2_500,
        displayTimeout: 6_000,
      },
    },
    breakDown: () => {
      throw new Error('I2C bus: no acknowledgement from 0x44');
    },
  };
}
