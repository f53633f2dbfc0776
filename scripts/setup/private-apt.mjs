import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDebianMirror } from './debian-mirror.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * An apt of our own: its state lives in `dir`, so that package lists can be read and packages
 * unpacked without root and without touching the system. `suite` names another Debian release;
 * without it the machine's own sources are used.
 */
export class PrivateApt {
  #dir;
  #run;
  #arguments;

  constructor(dir, run, args) {
    this.#dir = dir;
    this.#run = run;
    this.#arguments = args;
  }

  static async open(dir, run, { suite } = {}) {
    await rm(dir, { recursive: true, force: true });
    for (const folder of ['state/lists/partial', 'cache/archives/partial']) {
      await mkdir(join(dir, folder), { recursive: true });
    }
    await writeFile(join(dir, 'status'), '');
    const options = [
      `Dir::State=${join(dir, 'state')}`,
      `Dir::State::status=${join(dir, 'status')}`,
      `Dir::Cache=${join(dir, 'cache')}`,
      'Acquire::Check-Valid-Until=false',
      'Acquire::Retries=3',
      'APT::Install-Recommends=false',
      'APT::Sandbox::User=root',
    ];
    if (suite) {
      const line = `deb [signed-by=${keyring}] ${await findDebianMirror()} ${suite} main\n`;
      await mkdir(join(dir, 'etc/sources.list.d'), { recursive: true });
      await writeFile(join(dir, 'etc/sources.list'), line);
      options.push(`Dir::Etc=${join(dir, 'etc')}`);
    }
    const apt = new PrivateApt(dir, run, options.flatMap((option) => ['-o', option]));
    await run('apt-get', [...apt.#arguments, 'update']);
    return apt;
  }

  /** The version that would be installed. */
  async candidate(name) {
    const { output } = await this.#run('apt-cache', [...this.#arguments, 'policy', name]);
    return output.match(/Candidate: (\S+)/)?.[1];
  }

  /** Unpacks packages into `prefix`, with all they depend on unless `alone`. */
  async unpack(prefix, names, { alone = false } = {}) {
    const archives = join(this.#dir, 'cache/archives');
    if (alone) {
      await this.#run('apt-get', [...this.#arguments, 'download', ...names], { cwd: archives });
    } else {
      const install = ['--download-only', '--yes', 'install', ...names];
      await this.#run('apt-get', [...this.#arguments, ...install]);
    }
    await mkdir(prefix, { recursive: true });
    for (const file of (await readdir(archives)).filter((name) => name.endsWith('.deb'))) {
      await this.#run('dpkg', ['-x', join(archives, file), prefix]);
      await rm(join(archives, file));
    }
  }
}
