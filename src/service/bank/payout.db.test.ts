import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readHead } from '#platform/state/heads.store.ts';
import { ledger, totalOf, transfer } from '#service/ledger/ledger.ts';
import type { Entry } from '#service/ledger/ledger.types.ts';
import { testBank } from '#test/harness/bank.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { bankStage } from './bank.testing.ts';
import { exceptedLines, failedPayouts } from './bank.store.ts';
import type { BankLine, Payout } from './bank.types.ts';
import { checkKeeper } from './payout.commands.ts';
import { payout, payoutIdOf } from './payout.ts';

const lotId = 'fedcba9876543210-2';
const bank = await testBank();
const on = await bankStage(bank.url);
const clerk = await on.person({ orgId: '12152900MB0000001X', orgName: '某中心', name: '某某', role: 'serve.witness' });

async function arrived(bidderId: string): Promise<{ code: string; id: string; reference: string }> {
  const code = await on.apply(lotId, bidderId);
  const { reference } = await bank.transfer('5000000', code);
  await on.until(`${bidderId} has paid`, async () => (await on.deposits(lotId, bidderId)).length === 1);
  return { code, id: payoutIdOf(lotId, code), reference };
}

const stateOf = async (id: string): Promise<Payout | undefined> => (await readHead(on.db.app, payout, id))?.state;
const ended = (id: string, status: Payout['status']) => on.until(`${id} is ${status}`, async () => (await stateOf(id))?.status === status);
const paidFor = async (reference: string) => (await bank.lines()).filter(({ direction, remark }) => direction === 'out' && remark === `退 ${reference}`);

async function excepted(reference: string): Promise<BankLine> {
  let found: BankLine | undefined;
  await on.until(`${reference} is excepted`, async () => (found = (await exceptedLines(on.db.app)).find((line) => line.reference === reference)) !== undefined);
  return found ?? assert.fail();
}

async function sendBack(who: TestPerson, line: { readonly number: number; readonly reference: string; readonly amountFen: string }, signed: object = {}) {
  const { number, reference, amountFen } = line;
  return { number, reference, amountFen, signature: await who.sign('bank.sendBack', { line: String(number) }, { reference, amountFen, ...signed }) };
}

describe('a deposit goes back', () => {
  test('R-092 R-103 应当退还的保证金由平台向银行发出付款，原路退回，全额，只付一次', async () => {
    const { code, id, reference } = await arrived('BIDDER1');
    await on.accept(on.system, 'bank.returnDeposit', { lotId, payCode: code });
    assert.equal((await on.refuse(on.system, 'bank.returnDeposit', { lotId, payCode: code })).code, 'bank.noDeposit');
    await ended(id, 'paid');
    assert.deepEqual((await paidFor(reference)).map(({ amountFen, payoutKey }) => [amountFen, payoutKey]), [['5000000', `${id}.1`]]);
    const book = (await readHead(on.db.app, ledger, lotId))?.state ?? null;
    assert.deepEqual([totalOf(book, 'bank'), totalOf(book, 'held'), totalOf(book, 'owedBack')], [0n, 0n, 0n]);
  });

  test('R-092 没有到账的缴费码，没有可以退的', async () => {
    assert.equal((await on.refuse(on.system, 'bank.returnDeposit', { lotId, payCode: await on.apply(lotId, 'BIDDER0') })).code, 'bank.noDeposit');
  });

  test('R-092 银行说“处理中”：一直问到有结果；结果未知时钱记在应退，不算已退', async () => {
    const { code, id, reference } = await arrived('BIDDER2');
    await bank.fail({ payouts: 'pending' });
    await on.accept(on.system, 'bank.returnDeposit', { lotId, payCode: code });
    await ended(id, 'pending');
    assert.equal(totalOf((await readHead(on.db.app, ledger, lotId))?.state ?? null, 'owedBack'), 5_000_000n);
    await bank.fail();
    await ended(id, 'paid');
    assert.equal((await paidFor(reference)).length, 1);
  });

  test('R-092 付款的答复丢了、银行断电：再问再发，钱只出去一次', async () => {
    const { code, id, reference } = await arrived('BIDDER3');
    await bank.fail({ losesAnswers: true });
    await on.accept(on.system, 'bank.returnDeposit', { lotId, payCode: code });
    await on.until('the bank has paid, and could not say so', () => readFileSync(join(bank.dataDir, 'bank', 'book.jsonl'), 'utf8').includes(`"payoutKey":"${id}.1"`));
    await bank.fail();
    await bank.kill();
    await on.until('the bank is gone', () => on.problems.at(-1) === 'unreachable');
    assert.notEqual((await stateOf(id))?.status, 'paid');
    await bank.start();
    await ended(id, 'paid');
    assert.equal((await paidFor(reference)).length, 1);
  });

  test('R-092 付款失败的列出来，说明原因；由工作人员签名重新付款，仍然原路，只付一次', async () => {
    const { code, id, reference } = await arrived('BIDDER4');
    await bank.fail({ payouts: 'failed' });
    await on.accept(on.system, 'bank.returnDeposit', { lotId, payCode: code });
    await ended(id, 'failed');
    assert.deepEqual((await failedPayouts(on.db.app)).map((each) => [each.id, each.reason]), [[id, '收款账户已销户']]);
    assert.ok(!id.includes(code) && !id.includes(lotId));
    await bank.fail();
    const content = { attempt: 1, reference, amountFen: '5000000' };
    const again = { id, ...content, signature: await clerk.sign('bank.payAgain', { payout: id }, content) };
    await on.accept(clerk, 'bank.payAgain', again);
    assert.equal((await on.refuse(clerk, 'bank.payAgain', again)).code, 'bank.notFailed');
    await ended(id, 'paid');
    assert.deepEqual((await paidFor(reference)).map(({ payoutKey }) => payoutKey), [`${id}.2`]);
  });
});

describe('a deposit that does not go back', () => {
  test('R-092 抵作价款、不予退还由平台记账；此后没有可以退的；谁也不能凭记账动用银行存款', async () => {
    const [won, kept] = [await arrived('BIDDER7'), await arrived('BIDDER8')];
    const post = (reference: string, entries: readonly Entry[]) => ({ book: lotId, reference, entries });
    await on.accept(on.system, 'ledger.post', post('price-1', transfer('5000000', { account: 'held', of: won.code }, { account: 'pricePaid', of: null })));
    await on.accept(on.system, 'ledger.post', post('forfeit-1', transfer('5000000', { account: 'held', of: kept.code }, { account: 'forfeited', of: null })));
    for (const { code } of [won, kept]) assert.equal((await on.refuse(on.system, 'bank.returnDeposit', { lotId, payCode: code })).code, 'bank.noDeposit');
    assert.equal((await on.refuse(on.system, 'ledger.post', post('take', transfer('1', { account: 'pricePaid', of: null }, { account: 'bank', of: null })))).code, 'ledger.notBank');
    assert.equal((await on.refuse(on.system, 'ledger.post', post('more', transfer('1', { account: 'held', of: won.code }, { account: 'pricePaid', of: null })))).code, 'ledger.overdrawn');
  });

  test('R-116 归集账户由一个中心代管的，别的中心既看不到也不能退', () => {
    const other = { orgId: 'OTHER' };
    assert.ok(checkKeeper(other, { keeperOrgId: null }).ok && checkKeeper(other, { keeperOrgId: 'OTHER' }).ok);
    const refused = checkKeeper(other, { keeperOrgId: 'KEEPER' });
    assert.equal(refused.ok ? null : refused.error.code, 'bank.notKeeper');
  });
});

describe('money nobody can place', () => {
  test('R-116 工作人员对没有归属的到账只能做一件事：签名，原路全额退回；不能指给谁，不能退第二次', async () => {
    const { reference } = await bank.transfer('777', '没有缴费码');
    const line = await excepted(reference);
    const body = await sendBack(clerk, line);
    await on.accept(clerk, 'bank.sendBack', body);
    assert.equal((await on.refuse(clerk, 'bank.sendBack', body)).code, 'bank.notReturnable');
    await ended(`line-${line.number}`, 'paid');
    assert.deepEqual((await paidFor(reference)).map(({ amountFen }) => amountFen), ['777']);
    assert.ok(!(await exceptedLines(on.db.app)).some((each) => each.number === line.number));
  });

  test('R-116 没有签名、签的不是这一笔、已经归属投标人的，都退不了', async () => {
    const { reference } = await bank.transfer('888', '没有缴费码');
    const line = await excepted(reference);
    const right = await sendBack(clerk, line);
    assert.match((await on.refuse(clerk, 'bank.sendBack', { ...right, amountFen: '889' })).code, /signature|signed/);
    assert.equal((await on.refuse(clerk, 'bank.sendBack', await sendBack(clerk, { ...line, amountFen: '889' }))).code, 'bank.otherFacts');
    const { reference: own } = await arrived('BIDDER5');
    const number = (await bank.lines()).find((each) => each.reference === own)?.number ?? 0;
    assert.equal((await on.refuse(clerk, 'bank.sendBack', await sendBack(clerk, { number, reference: own, amountFen: '5000000' }))).code, 'bank.notReturnable');
    assert.equal((await on.refuse(clerk, 'bank.sendBack', await sendBack(clerk, { number: 99_999, reference: own, amountFen: '1' }))).code, 'bank.noLine');
    await on.accept(clerk, 'bank.sendBack', right);
  });

  test('R-092 账户有平台没有付过的支出，列出来', async () => {
    const { reference } = await bank.transfer('999', '没有缴费码');
    await bank.send('POST', '/payouts', { key: 'somebody-elses', returnOf: reference, amountFen: '999' });
    await on.until('it is noticed', async () => (await exceptedLines(on.db.app)).some(({ exception, amountFen }) => exception === 'unexplained' && amountFen === '999'));
    const line = (await exceptedLines(on.db.app)).find(({ exception }) => exception === 'unexplained') ?? assert.fail();
    assert.equal((await on.refuse(clerk, 'bank.sendBack', await sendBack(clerk, line))).code, 'bank.notReturnable');
  });

  test('R-092 全部退完以后：账上的存款就是银行的余额，只差那一笔没有解释的支出', async () => {
    await on.untilRead((await bank.lines()).length);
    await on.until('nothing is on its way', async () => (await on.totals())['owedBack'] === 0n);
    await on.untilRead((await bank.lines()).length);
    const totals = await on.totals();
    assert.equal(String((totals['bank'] ?? 0n) - 999n), (await bank.lines()).at(-1)?.balanceFen);
  });
});
