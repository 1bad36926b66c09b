import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes held by the processes below `pid`, itself not counted: proportional set sizes, so that what several share counts
 * once (Linux). A process that ends meanwhile counts nothing.
 */
export function memoryOfTree(pid: number): number {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]));
  const below = (child: number): boolean => {
    const parent = parents.get(child);
    return parent !== undefined && parent > 1 && (parent === pid || below(parent));
  };
  return [...parents.keys()].filter(below).reduce((sum, child) => sum + proportionalSize(child), 0);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0);
}

function proportionalSize(pid: number): number {
  return 1024 * Number(/^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
