import { randomBytes } from 'node:crypto';
import { fromBase64url, toBase64url, toHex, type Bytes } from '#kernel/bytes.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { instant } from '#kernel/time/instant.ts';
import { commitPath, commitTree, eventCommitment, headerPart, partHash } from '#evidence/journal/commitment.ts';
import { formatCheckpoint, signCheckpoint, type LogTrust } from '#evidence/log/checkpoint.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { leafHash } from '#evidence/log/hash.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import { consistencyFrom, inclusionFrom } from '#evidence/log/proof.ts';
import { grow } from '#evidence/log/tree.ts';
import { nodeMap } from '#evidence/log/nodes.ts';
import type { EventEvidence } from '#platform/agent/log-evidence.ts';
import type { LogApi } from './draw-evidence.worker.ts';

const origin = 'log.test/draw';
const logSigner = ed25519Signer(origin, signatureType.ed25519, randomBytes(32));
const cosigners = ['a', 'b'].map((name) => ed25519Signer(`cosigner.test/${name}`, signatureType.cosignature, randomBytes(32)));

/** One log key, two co-signers, both wanted: the platform holds the first and not the others. */
export const drawTrust: LogTrust = { logKey: logSigner.key, cosigners: cosigners.map(({ key }) => key), quorum: 2 };

/** A log in memory with real trees and signatures. A lying platform has a second one, which nobody has co-signed. */
export function drawLog() {
  const roots: Bytes[] = [];
  let published = { size: 0, note: '' };

  function treeOf(size: number) {
    const grown = grow(0, nodeMap([]), roots.slice(0, size).map(leafHash));
    return { root: grown.root, nodes: nodeMap(grown.nodes) };
  }

  const api: LogApi = {
    get: <T>(path: string): Promise<T> => {
      const query = new URLSearchParams(path.slice(path.indexOf('?') + 1));
      if (path.startsWith('/api/log/consistency')) {
        const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
        return Promise.resolve({ proof: consistencyFrom(from, to, treeOf(to).nodes).map(toBase64url) } as T);
      }
      const size = Number(query.get('size'));
      const index = roots.findIndex((root) => toBase64url(root) === toBase64url(fromBase64url(query.get('root') ?? '')));
      if (index < 0 || index >= size) return Promise.reject(new Error('no such leaf'));
      return Promise.resolve({ index, size, path: inclusionFrom(index, size, treeOf(size).nodes).map(toBase64url) } as T);
    },
    text: () => (published.note === '' ? Promise.reject(new Error('nothing yet')) : Promise.resolve(published.note)),
  };

  return {
    api,
    /** Commits one public event, beside another of which only the commitment is seen. */
    commit(stream: string, version: number, kind: string, body: JsonObject): EventEvidence {
      const salts = [randomBytes(32), randomBytes(32)].map((salt) => new Uint8Array(salt)) as [Bytes, Bytes];
      const header = { stream, version, kind, at: version, actor: 'system' };
      const part = { class: 'public' as const, salt: salts[1], body: canonical(body) };
      const commitment = eventCommitment([partHash(0, headerPart(header, 'public', salts[0])), partHash(1, part)]);
      const tree = commitTree([commitment, new Uint8Array(randomBytes(32))]);
      roots.push(tree.root);
      return { header, headerClass: 'public', headerSalt: toHex(salts[0]), parts: [{ n: 1, class: 'public', salt: toHex(salts[1]), body: part.body }], place: 0, count: 2, path: commitPath(tree, 0).map(toHex), root: toHex(tree.root) };
    },
    head: (size: number) => ({ root: toHex(treeOf(size).root), size }),
    /** Signs the tree as it is, with so many co-signers under it. */
    publish(signers = cosigners.length): { root: string; size: number } {
      const size = roots.length;
      const { root } = treeOf(size);
      const note = parseNote(signCheckpoint({ origin, size, rootHash: root }, logSigner));
      if (!note.ok) throw new Error(note.error.message);
      const text = formatCheckpoint({ origin, size, rootHash: root });
      published = { size, note: formatNote({ text, signatures: [...note.value.signatures, ...cosigners.slice(0, signers).map((signer) => cosign(text, signer, instant(1_800_000_000_000_000)))] }) };
      return { root: toHex(root), size };
    },
  };
}
