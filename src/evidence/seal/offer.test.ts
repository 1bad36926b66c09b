import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { generateKeys, rawPublicKey } from './keys.ts';
import { isOfferShare, offerEnvelopeSchema, openOfferKey, openOfferShare, readOffer, sealOffer, type OfferEnvelope } from './offer.ts';

const keys = await Promise.all([1, 2, 3, 4].map(() => generateKeys()));
const holders = await Promise.all(keys.map(async ({ publicKey }, i) => ({ holderId: `holder-${i}`, publicKey: toBase64url(await rawPublicKey(publicKey)) })));
const label = { lotId: '0123456789abcdef-1', paddle: 31, notBefore: 1_800_000_000_000_000 };
const price = { priceFen: '3210000000', quantity: null };

async function sealed(over: Partial<typeof label> = {}, of = price): Promise<OfferEnvelope> {
  const result = await sealOffer({ ...label, ...over }, holders, of);
  assert.ok(result.ok);
  return result.value;
}
const shareOf = async (envelope: OfferEnvelope, i: number) => ({ holderId: `holder-${i}`, share: present(await openOfferShare(envelope, `holder-${i}`, present(keys[i], 'keys')), 'share') });
const keyFrom = async (envelope: OfferEnvelope, ...who: number[]) => openOfferKey(envelope, await Promise.all(who.map((i) => shareOf(envelope, i))));

describe('密封一个报价', () => {
  test('R-088 任意三方打开同一个报价，两方什么也打不开', async () => {
    const envelope = await sealed();
    assert.ok(offerEnvelopeSchema.safeParse(envelope).success);
    for (const three of [[0, 1, 2], [1, 2, 3], [3, 0, 2], [0, 1, 2, 3]]) {
      const key = present(await keyFrom(envelope, ...three), 'key');
      assert.deepEqual(await readOffer(envelope, key), { ok: true, value: price });
    }
    assert.equal(await keyFrom(envelope, 0, 3), null);
    assert.ok(!JSON.stringify(envelope).includes('3210000000'));
  });

  test('R-088 报价多长，信封都一样长', async () => {
    const [short, long] = await Promise.all([sealed({}, { priceFen: '1', quantity: null }), sealed({}, { priceFen: '99999999999999999999', quantity: null })]);
    assert.equal(JSON.stringify(short).length, JSON.stringify(long).length);
  });

  test('R-088 抄来别人的信封改成自己的号、改早打开的时刻，一份也打不开', async () => {
    const envelope = await sealed();
    for (const forged of [{ ...envelope, paddle: 32 }, { ...envelope, notBefore: envelope.notBefore - 1 }, { ...envelope, lotId: '0123456789abcdef-2' }]) {
      assert.equal(await openOfferShare(forged, 'holder-0', present(keys[0], 'keys')), null);
      const key = present(await keyFrom(envelope, 0, 1, 2), 'key');
      assert.equal((await readOffer(forged, key)).ok, false);
    }
  });

  test('R-088 与承诺不同的份额不算；换了密文的信封打不出报价', async () => {
    const envelope = await sealed();
    const good = await shareOf(envelope, 0);
    assert.equal(await isOfferShare(envelope, good), true);
    assert.equal(await isOfferShare(envelope, { holderId: 'holder-1', share: good.share }), false);
    const other = await sealed({}, { priceFen: '1', quantity: null });
    const key = present(await keyFrom(envelope, 0, 1, 2), 'key');
    assert.equal((await readOffer({ ...envelope, box: other.box }, key)).ok, false);
  });
});
