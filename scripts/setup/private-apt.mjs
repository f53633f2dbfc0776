import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDebianMirror } from './debian-mirror.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const installed = '/var/lib/dpkg/status';

/**
 * An apt of our own: its state lives in `dir`, so that package lists can be read and packages
 * unpacked without root and without touching the system.
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

  /**
   * Without `suite`, packages come from the machine's own sources and those that are installed
   * count as present. With the name of another Debian release, nothing counts as present.
   */
  static async open(dir, run, { suite } = {}) {
    await rm(dir, { recursive: true, force: true });
    for (const folder of ['state/lists/partial', 'cache/archives/partial']) {
      await mkdir(join(dir, folder), { recursive: true });
    }
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
      await writeFile(join(dir, 'status'), '');
      options.push(`Dir::Etc=${join(dir, 'etc')}`);
    } else {
      await copyFile(installed, join(dir, 'status'));
    }
    const apt = new PrivateApt(
      dir,
      run,
      options.flatMap((option) => ['-o', option]),
    );
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
