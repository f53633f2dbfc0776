import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../../scripts/lib/run.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const projects = fileURLToPath(new URL('../projects', import.meta.url));

/** Packs the package as `npm publish` would into `folder`; resolves to the tarball. */
async function pack(folder) {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const name = (await readdir(folder)).find((each) => each.endsWith('.tgz'));
  return join(folder, name);
}

/**
 * Before the tests of a file: an empty project outside of the checkout, into which the packed
 * package is installed without a network, with the files of a sample project.
 */
export function useInstalledPackage(sample, { type = 'module' } = {}) {
  const project = { folder: '', tarball: '', run: undefined };
  before(async () => {
    const work = await mkdtemp(join(tmpdir(), 'statewarden-consumer-'));
    project.folder = join(work, 'project');
    await mkdir(project.folder);
    project.tarball = await pack(work);
    const manifest = { name: 'consumer', version: '1.0.0', private: true, type };
    await writeFile(join(project.folder, 'package.json'), JSON.stringify(manifest));
    const options = ['--offline', '--no-audit', '--no-fund', '--no-update-notifier'];
    await run('npm', ['install', ...options, project.tarball], { cwd: project.folder });
    await cp(join(projects, sample), project.folder, { recursive: true });
    project.run = (command, args, more) => run(command, args, { cwd: project.folder, ...more });
  });
  after(() => project.folder && rm(join(project.folder, '..'), { recursive: true, force: true }));
  return project;
}

/** Adds a package of the checkout to a project, as if it had been installed there. */
export async function addPackage(project, name) {
  const link = join(project.folder, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(root, 'node_modules', name), link, 'dir');
}

/** The path of a program that one of the checkout's npm packages brings. */
export const program = (name) => join(root, 'node_modules/.bin', name);
