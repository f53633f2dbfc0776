import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const folder = resolve('examples/quick-start');

function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Runs the quick start's own check over events that tell another story. */
function checkEvents(events: object[]): { what: string; holds: boolean }[] {
  const script = `
    import { check } from './expectations.mjs';
    const metrics = { errorCount: 0, restartCount: 0 };
    const actor = { getSnapshot: () => ({ matches: () => false }), getHealthMetrics: () => metrics };
    const findings = check(${JSON.stringify(events)}, { checkout: actor, connection: actor });
    console.log(JSON.stringify(findings));`;
  return JSON.parse(node('--input-type=module', '-e', script).stdout);
}

describe('the quick start', () => {
  it('tells the whole story, checks it, and ends by itself with status 0', () => {
    const { status, stdout, stderr } = node('run.mjs');
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/✗/);
    const story = [
      /crashed/,
      /backs off/,
      /restarted/,
      /used up/,
      /goes up/,
      /opened/,
      /half-open/,
      /closed/,
    ];
    const places = story.map((part) => stdout.search(part));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
    expect(status).toBe(0);
  });

  it('prints no colours when its output is no terminal', () => {
    expect(node('run.mjs').stdout).not.toContain('\u001b');
  });

  it('does not accept a story without failures', () => {
    const failed = checkEvents([]).filter(({ holds }) => !holds);
    expect(failed.length).toBeGreaterThanOrEqual(6);
  });

  it('does not accept a circuit that stays open', () => {
    const findings = checkEvents([{ type: 'circuitOpened' }, { type: 'circuitHalfOpened' }]);
    expect(findings.find(({ what }) => what.includes('circuit'))?.holds).toBe(false);
  });
});
