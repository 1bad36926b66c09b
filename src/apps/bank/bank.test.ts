import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testBank } from '#test/harness/bank.ts';

describe('a bank that plays one', () => {
  test('R-092 断电时正在收款：答应过的一笔不少，没有写完的一笔不算，重启后接着编号，余额对得上', async () => {
    const bank = await testBank();
    for (let round = 0; round < 3; round++) {
      const acknowledged = new Set((await bank.lines()).map(({ reference }) => reference));
      let sent = 0;
      const burst = Array.from({ length: 40 }, async (_, n) => {
        try {
          acknowledged.add((await bank.transfer(String(100 + n), `第 ${round} 轮`, { key: `${round}-${n}` })).reference);
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
        } finally {
          if (++sent === 10) await bank.kill();
        }
      });
      await Promise.all(burst);
      await bank.kill();
      appendFileSync(join(bank.dataDir, 'bank', 'book.jsonl'), '{"transferKey":null,"line":{"number":9');
      await bank.start();
      const lines = await bank.lines();
      const references = new Set(lines.map(({ reference }) => reference));
      assert.deepEqual([...acknowledged].filter((reference) => !references.has(reference)), []);
      assert.ok(acknowledged.size > 0);
      let balance = 0n;
      for (const [at, line] of lines.entries()) {
        balance += BigInt(line.amountFen);
        assert.deepEqual([line.number, line.balanceFen], [at + 1, String(balance)]);
      }
    }
    assert.doesNotThrow(() => readFileSync(join(bank.dataDir, 'bank', 'book.jsonl'), 'utf8').split('\n').filter(Boolean).forEach((line) => JSON.parse(line)));
  });

  test('R-092 同一个键的付款只付一次，答复丢了再问也一样；键相同内容不同的拒绝；没有来款的不付', async () => {
    const bank = await testBank();
    const { reference } = await bank.transfer('500', '某某');
    await bank.fail({ losesAnswers: true });
    const order = { key: 'p1', returnOf: reference, amountFen: '500' };
    await assert.rejects(bank.send('POST', '/payouts', order));
    await bank.fail();
    for (let again = 0; again < 3; again++) assert.equal(((await (await bank.send('POST', '/payouts', order)).json()) as { status: string }).status, 'accepted');
    assert.deepEqual((await bank.lines()).map(({ direction, amountFen, balanceFen }) => [direction, amountFen, balanceFen]), [['in', '500', '500'], ['out', '500', '0']]);
    assert.equal((await bank.send('POST', '/payouts', { ...order, amountFen: '1' })).status, 409);
    assert.equal(((await (await bank.send('POST', '/payouts', { key: 'p2', returnOf: 'nowhere', amountFen: '1' })).json()) as { status: string }).status, 'failed');
    assert.equal((await fetch(`${bank.url}/payouts/unknown`)).status, 404);
  });

  test('R-092 钱退给付来的账户，退到别处的请求没有地方写', async () => {
    const bank = await testBank();
    const { reference } = await bank.transfer('500', '某某', { payerAccount: '110000000001' });
    assert.equal((await bank.send('POST', '/payouts', { key: 'p1', returnOf: reference, amountFen: '500', payerAccount: '990000000009' })).status, 400);
    await bank.send('POST', '/payouts', { key: 'p1', returnOf: reference, amountFen: '500' });
    assert.equal((await bank.lines()).at(-1)?.payerAccount, '110000000001');
  });

  test('R-184 模拟银行在生产环境不启动，并说明原因', () => {
    const script = fileURLToPath(new URL('../bank.ts', import.meta.url));
    assert.throws(() => execFileSync(process.execPath, [script], { env: { PATH: process.env['PATH'], OVOO_MODE: 'production' }, stdio: 'pipe' }), /模拟银行只用于演示和测试/);
  });
});
