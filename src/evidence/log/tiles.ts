import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { concat } from '#kernel/bytes.ts';
import type { NodeId, NodeMap } from './nodes.ts';
import { isCount, readNode } from './nodes.ts';

/** A stack of `width` hashes at tile level `level` (tree level `8·level`); `width` 256 is a full tile and never changes. */
export type Tile = { readonly level: number; readonly index: number; readonly width: number };

/** Leaf data in place of hashes: same `index` and `width` as the tile of level 0. */
export type EntryBundle = { readonly index: number; readonly width: number };

export const tileWidth = 256;
const tileHeight = 8;

/** `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles, Merkle tree). */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${pathIndex(index)}${pathWidth(width)}`;
}

/** `tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles, log entries). */
export function entriesPath({ index, width }: EntryBundle): string {
  return `tile/entries/${pathIndex(index)}${pathWidth(width)}`;
}

/** Null for anything `tilePath` would not write. */
export function parseTilePath(path: string): Tile | null {
  const match = /^tile\/(\d{1,2})\/(.+)$/.exec(path);
  const rest = parseIndexAndWidth(match?.[2] ?? '');
  const tile = rest && { level: Number(match?.[1]), ...rest };
  return tile && tile.level <= 63 && tilePath(tile) === path ? tile : null;
}

/** Null for anything `entriesPath` would not write. */
export function parseEntriesPath(path: string): EntryBundle | null {
  const match = /^tile\/entries\/(.+)$/.exec(path);
  const bundle = parseIndexAndWidth(match?.[1] ?? '');
  return bundle && entriesPath(bundle) === path ? bundle : null;
}

/** Whether a tree of `size` leaves has this tile: ask before serving, a tile of the future must not be shown. */
export function hasTile(size: number, { level, index, width }: Tile): boolean {
  const hashes = Math.floor(size / 2 ** (tileHeight * level));
  return width > 0 && width <= tileWidth && index * tileWidth + width <= hashes;
}

/** The nodes whose hashes make up the tile, in order: what a store must read to serve it. */
export function tileNodes({ level, index, width }: Tile): NodeId[] {
  return Array.from({ length: width }, (_, i) => ({ level: level * tileHeight, index: index * tileWidth + i }));
}

export function tileContent(tile: Tile, nodes: NodeMap): Bytes {
  return concat(...tileNodes(tile).map((id) => readNode(nodes, id)));
}

/** Entries with their big-endian uint16 lengths (C2SP tlog-tiles, log entries). */
export function entriesContent(entries: readonly Uint8Array[]): Bytes {
  const parts = entries.map((entry) => {
    assert(entry.length < 2 ** 16, 'a log entry is at most 65535 bytes');
    return concat(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
  });
  return concat(...parts);
}

/** Three digits an element, all but the last marked `x`: 1234067 is `x001/x234/067`. */
function pathIndex(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

function pathWidth(width: number): string {
  return width === tileWidth ? '' : `.p/${width}`;
}

function parseIndexAndWidth(text: string): EntryBundle | null {
  const match = /^((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const index = Number(match[1]?.replaceAll(/[x/]/g, ''));
  const width = match[2] === undefined ? tileWidth : Number(match[2]);
  const isPartial = width >= 1 && width < tileWidth;
  return isCount(index) && (match[2] === undefined || isPartial) ? { index, width } : null;
}
