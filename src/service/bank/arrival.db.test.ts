import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { composePlatform } from '#apps/compose.ts';
import { addMicros, microsPerHour } from '#kernel/time/instant.ts';
import { createPool } from '#platform/db/pool.ts';
import type { BookLine } from '#apps/bank/book.ts';
import { payer, testBank } from '#test/harness/bank.ts';
import { bankStage, stageModules } from './bank.testing.ts';
import { exceptedLines, linesToCredit } from './bank.store.ts';
import type { DepositTarget } from './bank.types.ts';
import { bankClient } from './client.worker.ts';
import { drawPayCode } from './pay-code.ts';
import { createStanding } from './standing.ts';
import { statementWorker } from './statement.worker.ts';

const lotId = '0123456789abcdef-1';
const bank = await testBank();
const on = await bankStage(bank.url);

const deposited = (bidderId: string, count = 1) => on.until(`${bidderId} has ${count}`, async () => (await on.deposits(lotId, bidderId)).length >= count);

/** Everything that the platform keeps, as text. */
async function allThatIsKept(): Promise<string> {
  const { rows } = await on.db.owner.query<{ text: string }>(`SELECT concat(
    (SELECT string_agg(stream || kind || actor, ' ') FROM event), (SELECT string_agg(body, ' ') FROM event_part),
    (SELECT string_agg(stream || state::text, ' ') FROM stream_head), (SELECT string_agg(key || name || outcome, ' ') FROM command)) AS text`);
  return rows[0]?.text ?? '';
}

describe('a deposit arrives', () => {
  test('R-090 R-116 附言写对缴费码、金额一致的付款，自动登记为本人的保证金，没有人经手', async () => {
    const code = await on.apply(lotId, 'BIDDER1');
    const { reference } = await bank.transfer('5000000', `竞买保证金 ${code.toLowerCase()}`);
    await deposited('BIDDER1');
    assert.deepEqual(await on.deposits(lotId, 'BIDDER1'), [reference]);
  });

  test('R-090 少付、多付、写错缴费码、没有写、重复付、过了截止的，都不归属任何人，记为待退回', async () => {
    const [code, wrong, late] = [await on.apply(lotId, 'BIDDER2'), await on.apply(lotId, 'BIDDER3'), await on.apply(lotId, 'BIDDER4', { untilAt: addMicros(await on.now(), -microsPerHour) })];
    const mistyped = `${code.slice(0, 3)}${code[3] === 'X' ? 'Y' : 'X'}${code.slice(4)}`;
    const paid = [await bank.transfer('5000000', code), await bank.transfer('4999999', wrong), await bank.transfer('5000001', wrong), await bank.transfer('5000000', mistyped), await bank.transfer('5000000', '竞买保证金'), await bank.transfer('5000000', code), await bank.transfer('5000000', late)];
    await on.untilRead(paid.at(-1)?.number ?? 0);
    await deposited('BIDDER2');
    const found = new Map((await exceptedLines(on.db.app)).map(({ reference, exception, codeTail }) => [reference, [exception, codeTail]]));
    assert.deepEqual(paid.slice(1).map(({ reference }) => found.get(reference)), [
      ['wrongAmount', wrong.slice(-2)], ['wrongAmount', wrong.slice(-2)], ['unknownCode', null], ['unknownCode', null], ['duplicate', code.slice(-2)], ['late', late.slice(-2)],
    ]);
    for (const bidder of ['BIDDER3', 'BIDDER4']) assert.deepEqual(await on.deposits(lotId, bidder), []);
    assert.equal((await on.deposits(lotId, 'BIDDER2')).length, 1);
  });

  test('R-090 一条附言里有两个人的缴费码，不猜是谁的；另一个码没有人应缴，就归有人应缴的那个', async () => {
    const [one, other] = [await on.apply(lotId, 'BIDDER9'), await on.apply(lotId, 'BIDDER10')];
    const both = await bank.transfer('5000000', `${one} ${other}`);
    await on.untilRead(both.number);
    const [line] = (await exceptedLines(on.db.app)).filter(({ reference }) => reference === both.reference);
    assert.deepEqual([line?.exception, line?.codeTail], ['unknownCode', null]);
    await bank.transfer('5000000', `${drawPayCode(randomBytes)} ${one}`);
    await deposited('BIDDER9');
    assert.deepEqual(await on.deposits(lotId, 'BIDDER10'), []);
  });

  test('R-090 付错以后再付对的，照样登记', async () => {
    const code = await on.apply(lotId, 'BIDDER5');
    await bank.transfer('1', code);
    await bank.transfer('5000000', code);
    await deposited('BIDDER5');
  });

  test('R-092 登记时这笔保证金已经不再收取：转为待退回，账上从标的转到挂账，一分不少', async () => {
    const code = await on.apply(lotId, 'BIDDER6');
    await on.close(lotId, 'BIDDER6');
    const { reference } = await bank.transfer('5000000', code);
    await on.until('it is refused', async () => (await exceptedLines(on.db.app)).some((line) => line.reference === reference));
    assert.equal((await exceptedLines(on.db.app)).find((line) => line.reference === reference)?.exception, 'refused');
    assert.deepEqual(await on.deposits(lotId, 'BIDDER6'), []);
  });

  test('R-090 银行慢、断线、答一半、重复、乱序、金额写错时：不丢、不重、不错，恢复以后一笔不少；时间以入账为准', async () => {
    const faults = [{ isDown: true }, { isTruncating: true }, { isDuplicating: true, isReordering: true }, { isAmountWrong: true }, { losesAnswers: true }, { slowMs: 300 }];
    for (const [n, fault] of faults.entries()) {
      const bidder = `FAULT${n}`;
      const untilAt = addMicros(await on.now(), microsPerHour);
      const codes = [await on.apply(lotId, bidder, { untilAt }), await on.apply(lotId, `${bidder}X`, { untilAt })];
      for (const code of codes) await bank.transfer('5000000', code);
      await bank.fail(fault);
      const problem = { isDown: 'unreachable', isTruncating: 'unreachable', isAmountWrong: 'balance', losesAnswers: 'unreachable' }[Object.keys(fault)[0] ?? ''];
      if (problem) await on.until(`it is noticed: ${problem}`, () => on.problems.at(-1) === problem);
      else await deposited(`${bidder}X`);
      await bank.fail();
      for (const name of [bidder, `${bidder}X`]) await deposited(name);
    }
    for (const [n] of faults.entries()) for (const name of [`FAULT${n}`, `FAULT${n}X`]) assert.equal((await on.deposits(lotId, name)).length, 1, name);
    await on.until('all is well', () => on.problems.at(-1) === null);
  });

  test('R-184 银行再慢，平台的其他工作也不等它', async () => {
    await bank.fail({ slowMs: 4_000 });
    const longest = Math.max(...(await Promise.all([1, 2, 3].map(async () => {
      const from = performance.now();
      await on.platform.work();
      return performance.now() - from;
    }))));
    await bank.fail();
    assert.ok(longest < 2_000, `${longest} ms`);
  });

  test('R-092 银行断电重启，读过的不再读，没读的接着读', async () => {
    const [before, later] = [await on.apply(lotId, 'KILLED1'), await on.apply(lotId, 'KILLED2')];
    await bank.transfer('5000000', before);
    await bank.kill();
    await on.until('it is noticed', () => on.problems.at(-1) === 'unreachable');
    await bank.start();
    await bank.transfer('5000000', later);
    for (const name of ['KILLED1', 'KILLED2']) await deposited(name);
    assert.deepEqual([(await on.deposits(lotId, 'KILLED1')).length, (await on.deposits(lotId, 'KILLED2')).length], [1, 1]);
  });

  test('R-092 平台在记下流水以后、登记保证金以前断电：重启后登记，仍只一次', async () => {
    const code = await on.apply(lotId, 'HALFWAY');
    const { reference } = await bank.transfer('5000000', code);
    const target: DepositTarget = { find: (payCode) => Promise.resolve(payCode === code ? { lotId, bidderId: 'HALFWAY', depositFen: '5000000', untilAt: addMicros(on.started, microsPerHour) } : null), record: () => Promise.reject(new Error('power is gone')) };
    const dying = statementWorker(on.platform, { bank: bankClient(bank.url), target, standing: createStanding(() => undefined) });
    const isMatched = async () => (await linesToCredit(on.db.app)).some((line) => line.reference === reference);
    for (let left = 3_000; !(await isMatched()); await setImmediate()) {
      assert.ok(left-- > 0, 'never matched');
      await dying.tick().catch((error: Error) => assert.equal(error.message, 'power is gone'));
    }
    await assert.rejects(dying.tick(), /power is gone/);
    assert.deepEqual(await on.deposits(lotId, 'HALFWAY'), []);
    await deposited('HALFWAY');
    assert.deepEqual(await on.deposits(lotId, 'HALFWAY'), [reference]);
  });

  test('R-092 两个节点同时读同一份流水：每一笔登记一次', async () => {
    const otherPool = createPool(on.db.appUrl, { max: 4, name: 'second', onError: () => undefined });
    const other = await composePlatform({ mode: 'demo', pool: otherPool, dataDir: on.dataDir, trust: on.trust, modules: stageModules(bank.url) });
    const names = Array.from({ length: 12 }, (_, n) => `BOTH${n}`);
    for (const name of names) await bank.transfer('5000000', await on.apply(lotId, name));
    const isDone = async () => (await Promise.all(names.map((name) => on.deposits(lotId, name)))).every(({ length }) => length > 0);
    await on.until('all are recorded', async () => {
      await Promise.all([other.work(), on.platform.work()]);
      return await isDone();
    });
    for (const name of names) assert.equal((await on.deposits(lotId, name)).length, 1, name);
    await other.pipeline.settle();
    await otherPool.end();
  });

  test('R-092 读过的流水再来一次、跳过一条、与余额对不上的，都不读入，账也不动', async () => {
    const told = await bank.lines();
    await on.untilRead(told.length);
    const before = await on.totals();
    const facts = ({ number, reference, bookedAt, direction, amountFen, balanceFen, payoutKey }: BookLine) => ({ number, reference, bookedAt, direction, amountFen, balanceFen, payoutKey });
    const [first, last] = [told[0] ?? assert.fail(), told.at(-1) ?? assert.fail()];
    const next = { ...facts(last), number: last.number + 1, reference: 'B-NEXT', balanceFen: String(BigInt(last.balanceFen) + BigInt(last.amountFen)) };
    for (const line of [facts(first), facts(last), { ...next, number: next.number + 1 }, { ...next, amountFen: '1' }, { ...next, direction: 'out' }]) {
      assert.equal((await on.refuse(on.system, 'bank.recordLine', { line, payCode: null, expected: null })).code, 'bank.notNext');
    }
    assert.deepEqual(await on.totals(), before);
  });

  test('R-092 账与银行对得上：各账簿里的银行存款合计等于银行说的余额', async () => {
    const lines = await bank.lines();
    await on.untilRead(lines.length);
    const totals = await on.totals();
    assert.equal(String(totals['bank']), lines.at(-1)?.balanceFen);
    assert.equal(totals['bank'], (totals['held'] ?? 0n) + (totals['suspense'] ?? 0n));
    assert.ok((totals['suspense'] ?? 0n) > 0n && (totals['held'] ?? 0n) > 0n);
  });

  test('R-116 平台哪里都不留付款人的名称和账号，也不留附言', async () => {
    await bank.transfer('123', `附言里写了单位名称 ${payer.payerName}`);
    await on.untilRead((await bank.lines()).length);
    const kept = await allThatIsKept();
    assert.ok(kept.includes('LineExcepted') && kept.includes('5000000'));
    for (const secret of [payer.payerName, payer.payerAccount, '附言里写了', '竞买保证金']) assert.ok(!kept.includes(secret), secret);
  });

  test('R-191 谁交了保证金、有几家，流水和账簿的每一部分都不对中心和公众公开', async () => {
    const { rows } = await on.db.owner.query<{ class: string }>(`SELECT DISTINCT class FROM (SELECT stream, class FROM event UNION ALL SELECT e.stream, p.class FROM event e JOIN event_part p ON p.event_id = e.id) x
      WHERE stream ~ '^(statement|bankLine|ledger|payout):' ORDER BY 1`);
    assert.deepEqual(rows.map((row) => row.class), ['sealed', 'self']);
  });
});
