import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { instant, microsPerMinute } from '#kernel/time/instant.ts';
import { createChallenges } from './challenge.ts';

describe('login challenges', () => {
  let now = instant(1_000_000_000_000);
  const secret = randomBytes(32);
  const challenges = createChallenges(secret, () => now);

  test('R-037 a challenge is good once and for three minutes', () => {
    const { nonce } = challenges.issue();
    assert.ok(challenges.isGood(nonce));
    assert.ok(challenges.spend(nonce));
    assert.equal(challenges.isGood(nonce), false);
    assert.equal(challenges.spend(nonce), false);
    const late = challenges.issue().nonce;
    now = instant(now + 3 * microsPerMinute);
    assert.equal(challenges.isGood(late), false);
  });

  test('R-037 another node with the same key knows it, anyone else cannot make one, and no byte of it may differ', () => {
    const { nonce } = challenges.issue();
    assert.ok(createChallenges(secret, () => now).isGood(nonce));
    assert.equal(createChallenges(randomBytes(32), () => now).isGood(nonce), false);
    const bytes = Buffer.from(nonce, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] as number) ^ 1;
      assert.equal(challenges.isGood(changed.toString('base64url')), false, `byte ${i}`);
    }
    for (const text of ['', 'x', `${nonce}A`, `${nonce}=`, nonce.slice(1)]) assert.equal(challenges.isGood(text), false);
  });
});
