import { test } from 'node:test';
import assert from 'node:assert/strict';
import { toHex, utf8 } from '#kernel/bytes.ts';
import { keyCommitOf, objectAadOf, objectKeyOf, shareCommitOf, shareInfoOf, wrapInfoOf } from './binding.ts';

const identity = { tenderId: 't1', lotId: 't1-1', bidderId: 'b1', bidderCertFp: 'ab'.repeat(32), bidVersion: 1 };
const others = [
  { ...identity, tenderId: 't2' },
  { ...identity, lotId: 't1-2' },
  { ...identity, bidderId: 'b2' },
  { ...identity, bidderCertFp: 'cd'.repeat(32) },
  { ...identity, bidVersion: 2 },
];

function wantDistinct(values: readonly string[]): void {
  assert.equal(new Set(values).size, values.length, values.join('\n'));
}

test('R-088 每个标签都含标段、投标人、证书、版本、阶段：换一样，就是另一个值', async () => {
  const secret = new Uint8Array(32).fill(1);
  for (const of of [
    async (who: typeof identity, stage: string) => toHex(await objectAadOf(who, stage, 'a')),
    (who: typeof identity, stage: string) => keyCommitOf(who, stage, secret),
    (who: typeof identity, stage: string) => shareCommitOf(who, stage, 0, secret),
    async (who: typeof identity, stage: string) => toHex(shareInfoOf(who, stage, { index: 0, holderId: 'ca' })),
    async (who: typeof identity, stage: string) => toHex(wrapInfoOf(who, stage)),
  ]) {
    wantDistinct(await Promise.all([of(identity, 'price'), of(identity, 'technical'), ...others.map((who) => of(who, 'price'))]));
  }
});

test('R-088 文件名、分片序号、保管方也都在内，各种用途互不相通', async () => {
  const secret = utf8('secret');
  wantDistinct([toHex(await objectAadOf(identity, 'price', 'a')), toHex(await objectAadOf(identity, 'price', 'b'))]);
  wantDistinct([toHex(await objectKeyOf(secret, 'a')), toHex(await objectKeyOf(secret, 'b'))]);
  wantDistinct([await shareCommitOf(identity, 'price', 0, secret), await shareCommitOf(identity, 'price', 1, secret), await keyCommitOf(identity, 'price', secret)]);
  const infos = [{ index: 0, holderId: 'ca' }, { index: 1, holderId: 'ca' }, { index: 0, holderId: 'centre' }].map((holder) => shareInfoOf(identity, 'price', holder));
  wantDistinct([...infos, wrapInfoOf(identity, 'price')].map(toHex));
});
