import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { utf8 } from '#kernel/bytes.ts';
import { instant, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { createCredentials, guessesMax } from './credential.store.ts';
import { totpCode, totpStepAt } from './totp.ts';

const db = await freshDatabase();

describe('password and one-time code', () => {
  let now = instant(1_795_000_000 * microsPerSecond);
  const credentials = createCredentials(db.app, () => now);
  const totpSecret = utf8('12345678901234567890');
  const code = () => totpCode(totpSecret, totpStepAt(now));
  const next = () => (now = instant(now + 30 * microsPerSecond));
  const saved = (login: string) => credentials.save({ login, personId: `p-${login}`, password: '草原上的敖包', totpSecret });

  test('R-037 口令与动态码都对才知道是谁，动态码只能用一次，同时来两个也只进一个', async () => {
    await saved('a');
    const attempt = { login: 'a', password: '草原上的敖包', totp: code() };
    const both = await Promise.all([credentials.check(attempt), credentials.check(attempt)]);
    assert.deepEqual(both.filter(Boolean), ['p-a']);
    assert.equal(await credentials.check(attempt), null);
    next();
    assert.equal(await credentials.check({ ...attempt, totp: code() }), 'p-a');
  });

  test('R-037 错口令、错动态码、没有的工号答复相同', async () => {
    await saved('b');
    const wrong = totpCode(totpSecret, 1);
    for (const attempt of [{ login: 'b', password: '不对', totp: code() }, { login: 'b', password: '草原上的敖包', totp: wrong }, { login: 'nobody', password: '草原上的敖包', totp: code() }]) {
      assert.equal(await credentials.check(attempt), null);
    }
  });

  test('R-037 连续输错就暂停，对的也不行，过了时间再开；并行猜测一样计数', async () => {
    await saved('c');
    await Promise.all(Array.from({ length: guessesMax }, (_, i) => credentials.check({ login: 'c', password: `guess ${i}`, totp: '000000' })));
    assert.equal(await credentials.check({ login: 'c', password: '草原上的敖包', totp: code() }), null);
    now = instant(now + 15 * microsPerMinute);
    assert.equal(await credentials.check({ login: 'c', password: '草原上的敖包', totp: code() }), 'p-c');
  });

  test('R-037 the database holds no password that can be read', async () => {
    const { rows } = await db.app.query<{ row: string }>('SELECT credential::text AS row FROM credential');
    assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes('敖包')));
  });
});
