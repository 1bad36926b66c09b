import { present } from '#kernel/assert.ts';
import { fromHex, type Bytes } from '#kernel/bytes.ts';
import { isPromisedKey, openWithShares } from '#evidence/seal/open.ts';
import type { SealManifest, SealedStage } from '#evidence/seal/manifest.ts';
import type { AcceptedBid, Opening } from './opening.types.ts';

/** How the key of one bid stands. `failed` is final only once the window has ended, for until then a holder or the bidder may still come. */
export type KeyState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'key'; readonly key: Bytes; readonly path: 'holders' | 'bidder' }
  | { readonly kind: 'failed'; readonly outcome: Failure };
export type Failure = { readonly kind: 'revoked' | 'withdrawn'; readonly cause: string; readonly faultOf: string };

/** Every bid is sealed in one stage: everything under one key. */
export function onlyStage(manifest: SealManifest): SealedStage {
  return present(manifest.stages[0], 'stage');
}

export async function keyOf(opening: Opening, bid: AcceptedBid, manifest: SealManifest): Promise<KeyState> {
  const stage = onlyStage(manifest);
  const own = opening.keys.bidderKeys.find(({ manifestHash }) => manifestHash === bid.manifestHash);
  if (own) {
    const key = fromHex(own.key);
    if (await isPromisedKey(manifest, stage, key)) return { kind: 'key', key, path: 'bidder' };
  }
  const given = opening.keys.shares.filter(({ manifestHash }) => manifestHash === bid.manifestHash);
  const opened = await openWithShares(manifest, stage, given.map(({ holderId, share }) => ({ holderId, share: fromHex(share) })));
  if (opened.kind === 'opened') return { kind: 'key', key: opened.key, path: 'holders' };
  if (opening.decryptEndedAt === null) return { kind: 'pending' };
  return { kind: 'failed', outcome: opened.kind === 'dealer-fault' ? misdealt : blame(opening, bid) };
}

const misdealt: Failure = {
  kind: 'revoked', faultOf: '投标人',
  cause: '各保管方放出的份额与投标人签名的承诺一致，却合不成它承诺的密钥：投标人加密有误，视为撤销投标文件',
};

/**
 * Whose fault it is that no key came together. Where as many holders as open a bid did their part and found envelopes that
 * do not hold what the bidder promised, the bidder sealed wrongly (撤销). Else the holders who stayed away or sent something
 * else are named and the bidder may claim its loss (撤回). 20号令 第三十一条.
 */
function blame({ holders, k }: Opening, { released, wrong, stuck }: AcceptedBid): Failure {
  if (stuck.length > 0 && released.length + stuck.length >= k) {
    return { kind: 'revoked', faultOf: '投标人', cause: `${stuck.length} 家保管方的信封里不是投标人所承诺的份额：投标人加密有误，视为撤销投标文件` };
  }
  const nameOf = (holderId: string) => holders.find((holder) => holder.holderId === holderId)?.name ?? holderId;
  const absent = holders.filter(({ holderId }) => ![...released, ...wrong, ...stuck].includes(holderId)).map(({ name }) => name);
  const causes = [
    ...(absent.length > 0 ? [`${absent.join('、')}未放出份额`] : []),
    ...(wrong.length > 0 ? [`${wrong.map(nameOf).join('、')}放出的份额与承诺不符`] : []),
  ];
  return {
    kind: 'withdrawn', faultOf: [...absent, ...wrong.map(nameOf)].join('、') || '密钥保管方',
    cause: `${causes.join('，') || '份额不足'}，解密未完成，非投标人原因，视为撤回投标文件`,
  };
}
