import { fileURLToPath } from 'node:url';
import { buildWebIfStale } from '../../tools/build-web.ts';

/** Builds the pages when they are missing or older than their sources. */
export async function ensureWeb(say: (line: string) => void): Promise<void> {
  await buildWebIfStale(fileURLToPath(new URL('../..', import.meta.url)), say);
}
