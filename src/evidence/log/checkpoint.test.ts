import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { utf8 } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import { instant, microsPerSecond } from '#kernel/time/instant.ts';
import { formatCheckpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { cosign, readCosignature } from './cosignature.ts';
import { leafHash, sha256 } from './hash.ts';
import { ed25519Signer, formatVerifierKey, parseVerifierKey, signatureType } from './keys.ts';
import type { Note } from './note.ts';
import { checkSignature, formatNote, parseNote, signText } from './note.ts';

const vectors = new URL('../../../test/vectors/tlog/', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, vectors), 'utf8');

const log = ed25519Signer('log.example.org', signatureType.ed25519, sha256(utf8('log')));
const cosigners = ['league.example.org', 'audit.example.org', 'court.example.org'].map((name) =>
  ed25519Signer(name, signatureType.cosignature, sha256(utf8(name))),
);
const trust = { logKey: log.key, cosigners: cosigners.map(({ key }) => key), quorum: 2 };
const at = instant(1_800_000_000 * microsPerSecond);
const checkpoint = { origin: 'log.example.org', size: 300, rootHash: leafHash(utf8('root')) };

function unwrap<T>(result: Result<T, { readonly code: string }>): T {
  assert.ok(result.ok, result.ok ? '' : result.error.code);
  return result.value;
}

function codeOf(result: Result<unknown, { readonly code: string }>): string {
  return result.ok ? 'accepted' : result.error.code;
}

function cosignedBy(count: number): Note {
  const note = unwrap(parseNote(signCheckpoint(checkpoint, log)));
  return { ...note, signatures: [...note.signatures, ...cosigners.slice(0, count).map((signer) => cosign(note.text, signer, at))] };
}

describe('published signed notes', () => {
  test('R-179 the example of the signed-note specification verifies, and not after a change of one letter', async () => {
    const { vkey, note } = z.object({ vkey: z.string(), note: z.string() }).parse(JSON.parse(await read('signed_note_example.json')));
    const key = unwrap(parseVerifierKey(vkey));
    assert.equal(formatVerifierKey(key), vkey);
    assert.equal(checkSignature(unwrap(parseNote(note)), key), 'valid');
    assert.equal(formatNote(unwrap(parseNote(note))), note);
    assert.equal(checkSignature(unwrap(parseNote(note.replace('example message', 'Example message'))), key), 'bad');
  });

  test('R-179 co-signatures made by another implementation verify with their time', async () => {
    const keys = z.object({ witness: z.string(), mirror: z.string() }).parse(JSON.parse(await read('mirror300/keys.json')));
    for (const [file, text] of [['witness', keys.witness], ['mirror', keys.mirror]] as const) {
      const key = unwrap(parseVerifierKey(text));
      const note = unwrap(parseNote(await read(`mirror300/checkpoint-${file}`)));
      assert.equal(unwrap(parseCheckpoint(note.text)).size, 300);
      const cosignature = present(unwrap(readCosignature(note, key)), 'co-signature');
      assert.equal(cosignature.at, 0x69546780 * microsPerSecond);
      const moved = { ...note, text: note.text.replace('300', '301') };
      assert.equal(codeOf(readCosignature(moved, key)), 'log.badSignature');
    }
  });
});

describe('checkpoint', () => {
  test('R-179 a checkpoint with enough co-signers verifies and gives back what was signed', () => {
    const verified = unwrap(verifyCheckpoint(formatNote(cosignedBy(2)), trust));
    assert.deepEqual(verified.checkpoint, checkpoint);
    assert.deepEqual(verified.cosignatures, [{ name: 'league.example.org', at }, { name: 'audit.example.org', at }]);
  });

  test('R-179 too few co-signers, or one that signs twice, do not make a quorum', () => {
    const once = cosignedBy(1);
    assert.equal(codeOf(verifyCheckpoint(formatNote(once), trust)), 'log.tooFewCosigners');
    const later = cosign(once.text, present(cosigners[0], 'co-signer'), instant(at + microsPerSecond));
    const twice = { ...once, signatures: [...once.signatures, later] };
    assert.equal(codeOf(verifyCheckpoint(formatNote(twice), trust)), 'log.tooFewCosigners');
    const sameKeyTwice = { ...trust, cosigners: [trust.cosigners[0], trust.cosigners[0]].map((key) => present(key, 'key')) };
    assert.equal(codeOf(verifyCheckpoint(formatNote(once), sameKeyTwice)), 'log.tooFewCosigners');
  });

  test('R-131 a changed size, root, time or signature is refused, wherever the byte is', () => {
    const file = formatNote(cosignedBy(3));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.constantFrom(...'0aZ+/='), (position, letter) => {
        fc.pre(file[position] !== letter);
        const changed = file.slice(0, position) + letter + file.slice(position + 1);
        const result = verifyCheckpoint(changed, { ...trust, quorum: 3 });
        assert.ok(!result.ok, `position ${position} became ${letter}`);
      }),
      { numRuns: 400 },
    );
  });

  test('R-179 lines of unknown keys are passed over, the missing log signature is not', () => {
    const stranger = ed25519Signer('stranger.example.org', signatureType.ed25519, sha256(utf8('stranger')));
    const note = cosignedBy(2);
    const withStranger = { ...note, signatures: [signText(note.text, stranger), ...note.signatures] };
    assert.ok(verifyCheckpoint(formatNote(withStranger), trust).ok);
    const orphan = { ...note, signatures: note.signatures.slice(1) };
    assert.equal(codeOf(verifyCheckpoint(formatNote(orphan), trust)), 'log.unsigned');
  });

  test('R-179 a checkpoint that names another log is refused although its key signed it', () => {
    const text = formatCheckpoint({ ...checkpoint, origin: 'other.example.org' });
    const file = formatNote({ text, signatures: [signText(text, log)] });
    assert.equal(codeOf(verifyCheckpoint(file, { ...trust, quorum: 0 })), 'log.foreignOrigin');
    assert.throws(() => signCheckpoint({ ...checkpoint, origin: 'other.example.org' }, log), TypeError);
  });

  test('R-179 a body has one form only', () => {
    const text = formatCheckpoint(checkpoint);
    assert.deepEqual(unwrap(parseCheckpoint(text)), checkpoint);
    const bent = [
      text.slice(0, -1),
      text.replace('300', '0300'),
      text.replace('300', '3e2'),
      text.replace('300', '-1'),
      text.replace('300', '9007199254740993'),
      text.replace('=\n', '\n'),
      text.replace('log.example.org', ''),
      `${text}\n`,
    ];
    for (const body of bent) assert.equal(codeOf(parseCheckpoint(body)), 'log.malformed', JSON.stringify(body));
  });

  test('R-179 a note has one form only', () => {
    const file = formatNote(cosignedBy(1));
    const bent = [file.slice(0, -1), `${file}\n`, file.replace('\n\n', '\n'), file.replaceAll('\n', '\r\n'), file.replace('— ', '- '), `${file}\ud800`];
    for (const note of bent) assert.equal(codeOf(parseNote(note)), 'log.malformed', JSON.stringify(note));
    const crowd = Array.from({ length: 65 }, () => signText('x\n', log));
    assert.equal(codeOf(parseNote(formatNote({ text: 'x\n', signatures: crowd }))), 'log.malformed');
  });

  test('R-179 a verifier key with a wrong id, type or name is refused', () => {
    const text = formatVerifierKey(log.key);
    assert.deepEqual(unwrap(parseVerifierKey(text)), log.key);
    const bent = [text.replace('log.', 'lag.'), text.replace(log.key.keyId, '00000000'), text.slice(0, -4), `a ${text}`, '', '++'];
    for (const key of bent) assert.equal(codeOf(parseVerifierKey(key)), 'log.malformed', key);
  });
});
