import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from '#kernel/bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { TreeNode } from './nodes.ts';
import { nodeMap } from './nodes.ts';
import { parseNote } from './note.ts';
import { entriesContent, entriesPath, hasTile, parseEntriesPath, parseTilePath, tileContent, tileNodes, tilePath } from './tiles.ts';
import { grow } from './tree.ts';

const mirror = new URL('../../../test/vectors/tlog/mirror300/', import.meta.url);
const tiles = [
  { level: 0, index: 0, width: 256 },
  { level: 0, index: 1, width: 44 },
  { level: 1, index: 0, width: 1 },
];

async function publishedTile(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(path, mirror)));
}

describe('tiles', () => {
  test('R-170 the tiles of a published log of 300 leaves are rebuilt byte for byte, up to its checkpoint', async () => {
    const bytes = [await publishedTile('tile/0/000'), await publishedTile('tile/0/001.p/44')];
    const leaves = bytes.flatMap((tile) => Array.from({ length: tile.length / 32 }, (_, i) => tile.slice(i * 32, i * 32 + 32)));
    const { root, nodes } = grow(0, nodeMap([]), leaves);
    for (const tile of tiles) assert.deepEqual(tileContent(tile, nodeMap(nodes)), await publishedTile(tilePath(tile)), tilePath(tile));
    const note = parseNote(await readFile(new URL('checkpoint-mirror', mirror), 'utf8'));
    assert.ok(note.ok);
    const checkpoint = parseCheckpoint(note.value.text);
    assert.ok(checkpoint.ok);
    assert.deepEqual(root, checkpoint.value.rootHash);
  });

  test('R-170 paths are written and read as tlog-tiles says', () => {
    assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
    assert.equal(tilePath({ level: 1, index: 0, width: 17 }), 'tile/1/000.p/17');
    assert.equal(entriesPath({ index: 1000, width: 3 }), 'tile/entries/x001/000.p/3');
    fc.assert(
      fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        assert.deepEqual(parseTilePath(tilePath({ level, index, width })), { level, index, width });
        assert.deepEqual(parseEntriesPath(entriesPath({ index, width })), { index, width });
      }),
    );
    const bent = ['tile/64/000', 'tile/00/000', 'tile/0/0', 'tile/0/x000/001', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/07', 'tile/0/001/000', '../0/000'];
    for (const path of bent) assert.equal(parseTilePath(path), null, path);
  });

  test('R-170 a tree serves the tiles it has and none of the future', () => {
    const size = 70_000;
    assert.ok(hasTile(size, { level: 0, index: 272, width: 256 }));
    assert.ok(hasTile(size, { level: 0, index: 273, width: 112 }));
    assert.ok(!hasTile(size, { level: 0, index: 273, width: 113 }));
    assert.ok(hasTile(size, { level: 1, index: 1, width: 17 }));
    assert.ok(!hasTile(size, { level: 1, index: 1, width: 18 }));
    assert.ok(hasTile(size, { level: 2, index: 0, width: 1 }));
    assert.ok(!hasTile(size, { level: 3, index: 0, width: 1 }));
  });

  test('R-170 every tile of a tree is made of stored nodes, and only of them', () => {
    const stored = new Set(grow(0, nodeMap([]), Array.from({ length: 600 }, () => new Uint8Array(32))).nodes.map((node: TreeNode) => `${node.level}/${node.index}`));
    assert.ok(tileNodes({ level: 0, index: 2, width: 88 }).every(({ level, index }) => stored.has(`${level}/${index}`)));
    assert.ok(tileNodes({ level: 1, index: 0, width: 2 }).every(({ level, index }) => stored.has(`${level}/${index}`)));
  });

  test('R-170 entries stand behind their lengths', () => {
    assert.equal(toHex(entriesContent([utf8('ab'), new Uint8Array(0), new Uint8Array(256)]).subarray(0, 8)), '0002616200000100');
    assert.throws(() => entriesContent([new Uint8Array(65_536)]));
  });
});
