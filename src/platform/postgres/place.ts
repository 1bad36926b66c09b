import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where one cluster lives and as whom it runs. `identity` is null when this process is not root: the cluster runs as itself. */
export type Place = {
  readonly native: string;
  readonly cluster: string;
  readonly identity: { readonly uid: number; readonly gid: number } | null;
};

/**
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged user. Where that user cannot
 * walk into the clone (a home of mode 0700), binaries and data go to /var/tmp, under a name made from the path.
 */
export async function choosePlace(dataDir: string, native: string, say: (line: string) => void): Promise<Place> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const inside = join(realpathSync(dataDir), 'postgres');
  if (process.getuid?.() !== 0) return { native, cluster: inside, identity: null };
  const identity = unprivileged();
  const reachable = othersMayEnter(native) ? native : await copyNative(native);
  if (othersMayEnter(dirname(inside))) return { native: reachable, cluster: inside, identity };
  if (existsSync(join(inside, 'PG_VERSION'))) {
    throw new Error(`uid ${identity.uid} can no longer reach ${inside}: make every folder above it traversable (chmod o+x)`);
  }
  const outside = sharedFolder(inside);
  say(`${dirname(inside)} is closed to uid ${identity.uid}: PostgreSQL keeps its data in ${outside}`);
  return { native: reachable, cluster: join(outside, 'postgres'), identity };
}

/** `nobody`, as the password file has it: initdb insists on an account with a name. */
function unprivileged(): { uid: number; gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const account = accounts.find((fields) => fields[0] === 'nobody') ?? accounts.find((fields) => Number(fields[2]) > 0);
  if (!account) throw new Error('no unprivileged account in /etc/passwd to run PostgreSQL as: run as another user than root, or set DATABASE_URL');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function othersMayEnter(path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The folder under /var/tmp that stands for `path`. /var/tmp is everyone's: one that another user made first is refused. */
function sharedFolder(path: string): string {
  const folder = join('/var/tmp', `ovoo-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const made = lstatSync(folder);
  if (!made.isDirectory() || made.uid !== 0) throw new Error(`${folder} exists and is not root's: remove it`);
  return folder;
}

async function copyNative(native: string): Promise<string> {
  const folder = sharedFolder(realpathSync(native));
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(folder, version);
  if (existsSync(copy)) return copy;
  const partial = join(folder, `partial-${process.pid}`);
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, copy);
  } catch (error) {
    // Another process finished the same copy first.
    if (!existsSync(copy)) throw error;
    await rm(partial, { recursive: true });
  }
  return copy;
}
