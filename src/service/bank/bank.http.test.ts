import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { pino } from 'pino';
import { roles, type Role } from '#kernel/roles.ts';
import { createHttp } from '#apps/http.ts';
import { idleTrust } from '#test/foundation/every-module.testing.ts';
import { payer, testBank } from '#test/harness/bank.ts';
import { bankStage } from './bank.testing.ts';

const lotId = '0123456789abcdef-3';
const bank = await testBank();
const on = await bankStage(bank.url);
const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust: { v: 1, origin: 'x', logKey: '', cosigners: [], quorum: 0, receiptKey: '', authorities: [] }, logTrust: idleTrust });
await app.ready();
after(() => app.close());

async function ask(role: Role | null) {
  const actor = { id: 'person:p1', role: role ?? 'serve.witness', personId: 'p1', orgId: '12152900MB0000001X' };
  const cookie = role === null ? '' : `ovoo_session=${await on.platform.sessions.start({ actor, method: 'password', display: { personName: '某人', orgName: '某中心' } })}`;
  const answer = await app.inject({ url: '/api/bank/exceptions', headers: { host: 'ovoo.test', cookie } });
  return { status: answer.statusCode, text: answer.payload, body: answer.json<{ lines: Record<string, unknown>[]; payouts: unknown[]; problem: string | null; isConnected: boolean; balances: Record<string, string> }>() };
}

const lineBalances = async () => (await ask('serve.witness')).body.balances;

describe('what a clerk sees', () => {
  test('R-116 没有归属的到账，工作人员只看到掩码的缴费码、金额、时间、凭证号；看不到谁付的、哪个标的、哪个投标人，也看不到已经归属的', async () => {
    const code = await on.apply(lotId, '91152900MA0000000X');
    const wrong = await bank.transfer('4999999', `${code} ${payer.payerName}`);
    const good = await bank.transfer('5000000', code);
    await on.untilRead(good.number);
    const { status, text, body } = await ask('serve.witness');
    assert.equal(status, 200);
    assert.deepEqual(body.lines, [{
      number: wrong.number, reference: wrong.reference, direction: 'in', amountFen: '4999999', amount: '¥49,999.99', bookedAt: wrong.bookedAt,
      payCode: `•••• •••• ••${code.slice(-2)}`, exception: 'wrongAmount', why: '金额与应缴的保证金不一致', can: ['bank.sendBack'],
    }]);
    assert.deepEqual(await lineBalances(), { bankFen: '4999999', suspenseFen: '4999999', owedBackFen: '0' }, '账簿里只有没有归属的这一笔：总额会说出交了几笔');
    for (const secret of [payer.payerName, payer.payerAccount, code, lotId, '91152900MA0000000X', good.reference]) assert.ok(!text.includes(secret), secret);
  });

  test('R-116 只有代管保证金的见证人员能看：没有登录的、其他身份的都不能', async () => {
    assert.equal((await ask(null)).status, 401);
    for (const role of Object.keys(roles) as Role[]) assert.equal((await ask(role)).status, role === 'serve.witness' ? 200 : 403, role);
  });

  test('R-092 银行没有答复时，页面说明会重试，不算付款人迟到', async () => {
    await bank.kill();
    await on.until('it is noticed', () => on.problems.at(-1) === 'unreachable');
    assert.match((await ask('serve.witness')).body.problem ?? '', /到账时间以银行入账为准/);
    await bank.start();
    await on.until('it is over', () => on.problems.at(-1) === null);
    assert.equal((await ask('serve.witness')).body.problem, null);
  });
});
