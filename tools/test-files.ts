import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

/** Rooms of tests by what they need, cheapest first: a broken rule shows before a browser has started. */
const tiers = ['unit', 'db', 'http', 'e2e'] as const;
export type Tier = (typeof tiers)[number];

/** Journeys that last longest, the longest first: begun last, one of them would hold a core alone while the other waits. */
const longest = ['whole-job', 'tour', 'rough', 'look', 'auction', 'endings', 'seats', 'sale'];

const defaultRoots = ['src', 'verifier', 'web', 'test', 'tools'];

/** The test files under `paths` (files or folders; by default the whole project) in order of cost, relative to `root`. What soaks the machine for minutes runs only when it is named. */
export function testFiles(root: string, paths: readonly string[]): readonly string[] {
  const chosen = paths.length > 0 ? paths : defaultRoots.filter((path) => existsSync(join(root, path)));
  const files = new Set(chosen.flatMap((path) => filesUnder(resolve(root, path)).filter((file) => isTestFile(file) && (!file.endsWith('.soak.test.ts') || file === resolve(root, path))).map((file) => relative(root, file))));
  return [...files].sort((a, b) => tiers.indexOf(tierOf(a)) - tiers.indexOf(tierOf(b)) || placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

function placeOf(file: string): number {
  const found = longest.indexOf(basename(file, '.e2e.test.ts'));
  return found < 0 ? longest.length : found;
}

/** A path that does not exist throws: a mistyped name must not look like a green run. */
export function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}

export function isTestFile(path: string): boolean {
  return path.endsWith('.test.ts');
}

export function tierOf(file: string): Tier {
  return tiers.find((tier) => file.endsWith(`.${tier}.test.ts`)) ?? 'unit';
}
