import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MachineConfig, StateValue } from './types.js';

/** What XState showed after a step; `context` only where it changed. */
export interface Expectation {
  value: StateValue;
  tags: string[];
  actions: string[];
  context?: Record<string, unknown>;
}

export interface Step extends Expectation {
  guards?: Record<string, boolean>;
  event?: { type: string };
  advanceMs?: number;
}

export interface Scenario {
  chart: string;
  implementations: { guards: Record<string, boolean>; delays: Record<string, number> };
  start: Expectation;
  steps: Step[];
}

export const chartNames = [
  'checkout',
  'iot-device',
  'llm-agent-loop',
  'media-player',
  'upload-queue',
  'websocket-connection',
] as const;

export function chartText(name: string): string {
  return readFileSync(resolve('charts', `${name}.json`), 'utf8');
}

export function readChart(name: string): MachineConfig {
  return JSON.parse(chartText(name)) as MachineConfig;
}

export function readScenario(name: string): Scenario {
  return JSON.parse(readFileSync(resolve('charts', 'scenarios', `${name}.json`), 'utf8'));
}

/** Names a step for a failing test's message. */
export function describeStep(step: Step, index: number): string {
  return `step ${index}: ${step.event ? JSON.stringify(step.event) : `${step.advanceMs} ms later`}`;
}
