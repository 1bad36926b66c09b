import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { utf8 } from '#kernel/bytes.ts';
import { instant } from '#kernel/time/instant.ts';
import { signCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { leafHash, sha256 } from './hash.ts';
import { ed25519Signer, signatureType } from './keys.ts';
import { nodeMap } from './nodes.ts';
import { formatNote, parseNote } from './note.ts';
import { inclusionFrom } from './proof.ts';
import type { LogProof } from './tlog-proof.ts';
import { formatLogProof, parseLogProof, verifyLogProof } from './tlog-proof.ts';
import { grow } from './tree.ts';

const log = ed25519Signer('log.example.org', signatureType.ed25519, sha256(utf8('log')));
const cosigner = ed25519Signer('league.example.org', signatureType.cosignature, sha256(utf8('league')));
const trust = { logKey: log.key, cosigners: [cosigner.key], quorum: 1 };
const leaves = Array.from({ length: 11 }, (_, i) => leafHash(utf8(`entry ${i}`)));
const index = 6;
const leaf = present(leaves[index], 'leaf');

function receipt(change: Partial<LogProof> = {}): string {
  const { size, root, nodes } = grow(0, nodeMap([]), leaves);
  const note = parseNote(signCheckpoint({ origin: log.key.name, size, rootHash: root }, log));
  assert.ok(note.ok);
  const signatures = [...note.value.signatures, cosign(note.value.text, cosigner, instant(1_800_000_000_000_000))];
  const checkpoint = formatNote({ ...note.value, signatures });
  return formatLogProof({ extra: null, index, path: inclusionFrom(index, size, nodeMap(nodes)), checkpoint, ...change });
}

describe('log receipt', () => {
  test('R-179 a receipt alone proves that the entry is in the log and who co-signed', () => {
    const verified = verifyLogProof(receipt({ extra: utf8('salt') }), leaf, trust);
    assert.ok(verified.ok);
    assert.equal(verified.value.index, index);
    assert.equal(verified.value.checkpoint.size, 11);
    assert.deepEqual(verified.value.extra, utf8('salt'));
    assert.deepEqual(verified.value.cosignatures.map(({ name }) => name), ['league.example.org']);
  });

  test('R-131 a receipt fails for another entry, another position, or without its co-signer', () => {
    assert.ok(verifyLogProof(receipt(), leaf, trust).ok);
    assert.equal(verifyLogProof(receipt(), present(leaves[5], 'leaf'), trust).ok, false);
    assert.equal(verifyLogProof(receipt({ index: 7 }), leaf, trust).ok, false);
    assert.equal(verifyLogProof(receipt({ path: [] }), leaf, trust).ok, false);
    assert.equal(verifyLogProof(receipt(), leaf, { ...trust, quorum: 2 }).ok, false);
  });

  test('R-179 a receipt has one form only', () => {
    const file = receipt();
    const parsed = parseLogProof(file);
    assert.ok(parsed.ok);
    assert.equal(formatLogProof(parsed.value), file);
    const bent = [
      file.replace('@v1', '@v2'),
      file.replace('index 6', 'index 06'),
      file.replace('index 6', 'index'),
      file.replace('index 6', 'extra !\nindex 6'),
      file.replace('=\n', '\n'),
      file.replace('\n\n', '\n'),
      '',
    ];
    for (const text of bent) assert.equal(parseLogProof(text).ok, false, JSON.stringify(text.slice(0, 60)));
  });
});
