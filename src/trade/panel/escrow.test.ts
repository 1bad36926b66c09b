import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { split } from 'shamir-secret-sharing';
import { fromHex, toBase64url, toHex } from '#kernel/bytes.ts';
import { runDraw } from '#evidence/draw/draw.ts';
import { experts, materialOf } from '#evidence/draw/testing/material.ts';
import { contributionCommit } from '#evidence/draw/contributions.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { dealContribution, escrowHash, openContribution, openShare, type Dealt, type Escrow } from './escrow.ts';

const random = () => crypto.getRandomValues(new Uint8Array(32));
const holders = await Promise.all(['b', 'c', 'd'].map(async (partyId) => {
  const keys = await generateKeys();
  return { partyId, keys, publicKey: toBase64url(await rawPublicKey(keys.publicKey)) };
}));

async function dealt(): Promise<{ dealt: Dealt; offers: { holderId: string; share: string }[] }> {
  const made = await dealContribution('t/1.1', 'a', holders, random());
  assert.ok(made.ok);
  const offers = await Promise.all(holders.map(async ({ partyId, keys }) => ({ holderId: partyId, share: (await openShare(made.value.escrow, partyId, keys)) ?? assert.fail() })));
  return { dealt: made.value, offers };
}

describe('contribution in escrow', () => {
  test('R-063 任两方打开托管的随机数，一方打不开；次序和多余的一份不改变结果', async () => {
    const { dealt: { value, commitment, escrow }, offers } = await dealt();
    const [b, c, d] = offers as [typeof offers[0], typeof offers[0], typeof offers[0]];
    for (const pair of [[b, c], [b, d], [d, c], [b, c, d], [d, c, b]]) assert.equal(await openContribution(escrow, commitment, pair), value);
    for (const few of [[], [b], [b, b]]) assert.equal(await openContribution(escrow, commitment, few), null);
  });

  test('R-063 谎报的份额没有作用：与承诺不符的一律不用', async () => {
    const { dealt: { value, commitment, escrow }, offers } = await dealt();
    const forged = { holderId: 'b', share: toHex(crypto.getRandomValues(new Uint8Array(33))) };
    const [, c, d] = offers as [typeof offers[0], typeof offers[0], typeof offers[0]];
    assert.equal(await openContribution(escrow, commitment, [forged, c, d]), value);
    assert.equal(await openContribution(escrow, commitment, [forged, c]), null);
    assert.equal(await openContribution(escrow, commitment, [{ ...c, holderId: 'b' }, c]), null);
  });

  test('R-063 别人打不开，换了密钥、编号或信封也打不开', async () => {
    const { dealt: { escrow } } = await dealt();
    const [b, c] = holders as [typeof holders[0], typeof holders[0]];
    assert.equal(await openShare(escrow, 'b', c.keys), null);
    assert.equal(await openShare({ ...escrow, drawId: 't/1.2' }, 'b', b.keys), null);
    assert.equal(await openShare({ ...escrow, shares: escrow.shares.map((share) => ({ ...share, commit: '0'.repeat(64) })) }, 'b', b.keys), null);
    assert.equal(await openShare(escrow, 'x', b.keys), null);
    assert.notEqual(escrowHash(escrow), escrowHash({ ...escrow, dealerId: 'b' }));
  });

  test('R-063 份额拼不出所承诺的数，就是废物，无论谁来打开', async () => {
    const { dealt: { escrow }, offers } = await dealt();
    assert.equal(await openContribution(escrow, contributionCommit(random(), 't/1.1', 'a'), offers), null);
    const short = (await split(new Uint8Array(16).fill(7), 3, 2)).map((share, i) => ({ holderId: ['b', 'c', 'd'][i] as string, share: toHex(new Uint8Array(share)) }));
    assert.equal(await openContribution(escrow as Escrow, '0'.repeat(64), short), null);
  });

  test('R-063 各人被抽中的机会相等：四百次抽取中没有人偏离常理', () => {
    const [people, runs, seats] = [24, 400, 5];
    const counts = new Map<string, number>();
    for (let run = 0; run < runs; run++) {
      const material = materialOf(experts(people), { drawId: `d${run}`, rows: [{ row: '1', specialtyCode: 'A01', regionCodes: [], count: seats, alternates: 0 }] }, [], toHex(fromHex(toHex(random()))));
      const drawn = runDraw(material);
      assert.ok(drawn.ok);
      for (const id of drawn.value.rows[0]?.members ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const expected = (runs * seats) / people;
    const chiSquare = experts(people).reduce((sum, { id }) => sum + ((counts.get(id) ?? 0) - expected) ** 2 / expected, 0);
    assert.ok(chiSquare < 70, `χ² = ${chiSquare} over 23 degrees of freedom`);
  });
});
