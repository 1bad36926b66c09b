import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { withFileLock } from '#platform/postgres/lock.ts';
import { filesUnder, isTestFile } from './test-files.ts';

const configFile = 'web/vite.config.ts';

/** Builds the web when a source it is made of changed since the last build. True when it built. */
export async function buildWebIfStale(root: string, say: (line: string) => void): Promise<boolean> {
  if (!existsSync(join(root, configFile))) return false;
  const { resolveConfig } = await import('vite');
  const config = await resolveConfig({ configFile: join(root, configFile), logLevel: 'error' }, 'build');
  const output = join(config.root, config.build.outDir);
  mkdirSync(join(root, '.data'), { recursive: true });
  return withFileLock(join(root, '.data', 'web-build.lock'), async () => {
    const stamp = join(output, '.sources');
    const sources = fingerprint(root, output);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
    say('building the web');
    await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: root, maxBuffer: 50_000_000 });
    writeFileSync(stamp, sources);
    return true;
  });
}

/** Everything a page may import, by size and time of change: the web, what it shares with the server, and the versions of packages. */
function fingerprint(root: string, output: string): string {
  const shared = ['kernel', 'rules', 'trade', 'service', 'supervision', 'evidence'].map((folder) => join('src', folder));
  const hash = createHash('sha256');
  for (const path of ['web', ...shared, 'package-lock.json', 'tsconfig.json'].filter((each) => existsSync(join(root, each)))) {
    const files = filesUnder(join(root, path)).filter((file) => !isTestFile(file) && !file.startsWith(output));
    for (const file of [...files].sort()) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
