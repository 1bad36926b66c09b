import { equalBytes, fromHex, toHex, type Bytes } from '#kernel/bytes.ts';
import { objectOf, type SealManifest } from '#evidence/seal/manifest.ts';
import { readObject } from '#evidence/seal/open.ts';
import { partLeaf, rootOfParts } from '#evidence/seal/parts.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import { acceptedOf } from './opening.ts';
import type { AcceptedBid, Opening } from './opening.types.ts';
import { keyOf, type Failure } from './outcome.ts';
import { parsePriceSheet, priceObject } from './price.ts';

/** The ciphertext of a small object, whole; null where the platform has not got it any more. */
export type ReadSmall = (ctRoot: string) => Promise<Bytes | null>;

export type Settled = { readonly bid: AcceptedBid } & (
  | { readonly kind: 'opened'; readonly path: 'holders' | 'bidder'; readonly sheet: PriceSheet; readonly key: string }
  | ({ readonly kind: 'failed' } & { readonly failure: Failure })
);

/** Every bid of an opening decided, or null while one of them still waits: then nothing is decrypted that could be seen. */
export async function settleAll(opening: Opening, manifests: ReadonlyMap<string, string>, read: ReadSmall): Promise<Settled[] | null> {
  const keyed = await Promise.all(acceptedOf(opening).map(async (bid) => {
    const parsed = parseManifest(manifests.get(bid.manifestHash) ?? '');
    return parsed.ok ? { bid, manifest: parsed.value, state: await keyOf(opening, bid, parsed.value) } : null;
  }));
  const settled: Settled[] = [];
  for (const each of keyed) {
    if (each === null || each.state.kind === 'pending') return null;
    const { bid, manifest, state } = each;
    if (state.kind === 'failed') settled.push({ bid, kind: 'failed', failure: state.outcome });
    else {
      const price = await readPrice(manifest, state.key, read);
      if (price === 'lost' && opening.decryptEndedAt === null) return null;
      if (price === 'lost') settled.push({ bid, kind: 'failed', failure: lost });
      else if ('fault' in price) settled.push({ bid, kind: 'failed', failure: { kind: 'revoked', faultOf: '投标人', cause: `${price.fault}，视为撤销投标文件` } });
      else settled.push({ bid, kind: 'opened', path: state.path, sheet: price, key: toHex(state.key) });
    }
  }
  return settled;
}

const lost: Failure = { kind: 'withdrawn', faultOf: '平台运行服务机构', cause: '平台保存的密文损坏，非投标人原因，视为撤回投标文件' };

async function readPrice(manifest: SealManifest, stageKey: Bytes, read: ReadSmall): Promise<PriceSheet | { readonly fault: string } | 'lost'> {
  const object = objectOf(manifest, priceObject);
  if (!object) return { fault: '投标文件里没有报价' };
  const ciphertext = await read(object.ctRoot);
  // The root was checked when it was uploaded: a copy that no longer has it was damaged here, and not by the bidder.
  if (ciphertext === null || !equalBytes(fromHex(await rootOfParts([await partLeaf(ciphertext)])), fromHex(object.ctRoot))) return 'lost';
  const plain = await readObject({ manifest, object, stageKey, ciphertext: once(ciphertext) });
  return plain.ok ? parsePriceSheet(plain.value, manifest) : { fault: '报价文件用投标人承诺的密钥解不开' };
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}
