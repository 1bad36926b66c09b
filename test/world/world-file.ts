import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written last by a seed: its presence says that the world is whole. `tourTenderId` is the tender of the guided tour. */
export type WorldFile = { readonly tourTenderId: string };

export function worldFile(dataDir: string): string {
  return join(dataDir, 'demo-cast.json');
}

export function writeWorldFile(dataDir: string, world: WorldFile): void {
  writeFileSync(worldFile(dataDir), JSON.stringify(world), { flush: true });
}

export function readWorldFile(dataDir: string): WorldFile {
  return JSON.parse(readFileSync(worldFile(dataDir), 'utf8')) as WorldFile;
}
