import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the guided tour needs to know of the world. `tourTenderId` is its tender. */
export type WorldFile = { readonly tourTenderId: string };

export function writeWorldFile(dataDir: string, world: WorldFile): void {
  writeFileSync(join(dataDir, 'demo-cast.json'), JSON.stringify(world), { flush: true });
}
