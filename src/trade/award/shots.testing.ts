import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Writable } from 'node:stream';
import pino from 'pino';
import { toBase64url } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { openPage, withBrowser } from '#test/harness/browser.ts';
import { makeAwardModule } from './award.module.ts';
import { makeContractModule } from '#trade/contract/contract.module.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { makeArchiveModule } from '#service/archive/archive.module.ts';
import { makeWitnessModule } from '#service/witness/witness.module.ts';
import { makeStageModule, stagedEvaluation, stagedOpening, stagedTender, people } from './award.testing.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { deposit, owedOn } from '#trade/deposit/deposit.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';

test('shots', async () => {
  const on = await testPlatform([makeStageModule, makeAwardModule, makeContractModule, makeDepositModule, makeWitnessModule, makeArchiveModule]);
  const logger = pino({ level: 'silent' }, new Writable({ write: (_c, _e, d) => d() }));
  const ls = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
  const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(ls.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
  const app = await createHttp(on.platform, { logger, trust, logTrust: logTrustOf(trust) });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const p = (orgId: string, role: never) => on.person({ orgId, orgName: orgId, name: '钱', role });
  const I = await p(people.initiator, 'initiate.operator' as never); const W = await p('ALPHA', 'respond.operator' as never); const L = await p('BETA', 'respond.operator' as never);
  const S = await p(people.centre, 'serve.witness' as never); const R = await p(people.centre, 'serve.archive' as never);
  const cookie = async (who: typeof I) => `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: 'x', orgName: 'y' } })}`;
  const stage = async (t: string, m?: never) => { const now = await on.now(); await on.accept(on.system, 'stage.put', { type: 'tender', id: t, state: stagedTender(t, now, m) }); await on.accept(on.system, 'stage.put', { type: 'opening', id: t, state: stagedOpening(t, now) }); await on.accept(on.system, 'stage.put', { type: 'evaluation', id: `${t}-1`, state: stagedEvaluation(t, now) }); await on.platform.work(); };
  // eslint-disable-next-line
  const view = async (who: typeof I, path: string): Promise<any> => (await fetch(base + path, { headers: { cookie: await cookie(who) } })).json();
  const act = async (who: typeof I, name: string, lotId: string) => { const v = await view(who, `/api/lots/${lotId}/award`); const pv = v.previews[name]; if (!pv) console.log(JSON.stringify(v).slice(0, 600)); await on.accept(who, name, { lotId, ...pv.body, content: canonical(pv.content), signature: await who.sign(name, { tenderId: lotId.slice(0, -2), lotId }, pv.content) }); };
  await withBrowser(async (browser) => {
    const shoot = async (who: typeof I, at: string, name: string, before?: (page: Awaited<ReturnType<typeof openPage>>) => Promise<void>) => {
      for (const width of [1440, 390]) {
        const page = await openPage(browser, width);
        const [k, v] = (await cookie(who)).split('='); await page.context().addCookies([{ name: k!, value: v!, url: base }]);
        await page.route('**/shots/**', (route) => { const path = new URL(route.request().url()).pathname.replace('/shots/', ''); return route.fulfill({ path: `/tmp/ashots/dist/${path}` }); });
        page.on('pageerror', (e) => console.log(name, e.message));
        await page.goto(`${base}/shots/index.html?at=${at}&now=${await on.now()}`); await page.waitForSelector('h1', { timeout: 15000 }).catch(() => console.log('no h1', name)); await page.waitForTimeout(400);
        if (before) await before(page);
        await page.screenshot({ path: `/tmp/ashots/${name}-${width}.png`, fullPage: true }); 
        const wide = await page.evaluate(() => document.documentElement.scrollWidth); if (wide > width) console.log('OVERFLOW', name, width, wide);
        await page.context().close();
      }
    };
    await stage('t1');
    await shoot(I, '/desk/awards/t1-1', '1report');
    await act(I, 'award.publishCandidates', 't1-1');
    await shoot(W, '/desk/awards/t1-1', '2publicity');
    await on.advanceDays(6);
    await shoot(I, '/desk/awards/t1-1', '3decide', async (page) => { await page.getByRole('radio').nth(1).click(); });
    const content = { bidderId: 'ALPHA', reason: '', passedOver: [] };
    await on.accept(I, 'award.decide', { lotId: 't1-1', ...content, signature: await I.sign('award.decide', { tenderId: 't1', lotId: 't1-1' }, content) });
    await shoot(I, '/desk/awards/t1-1', '4letter');
    await act(I, 'award.issueLetter', 't1-1');
    await shoot(W, '/desk/awards/t1-1', '5won'); await shoot(L, '/desk/awards/t1-1', '6lost');
    await shoot(I, '/desk/contracts/t1-1', '7draft');
    const c = await view(I, '/api/lots/t1-1/contract'); const { lotId: _l, initiatorOrgId: _i, winnerOrgId: _w, ...terms } = c.expected;
    await on.accept(I, 'contract.draft', { lotId: 't1-1', terms: { ...terms, performanceBondFen: '200000000', otherTerms: '工程款按月支付百分之八十。' } });
    await shoot(W, '/desk/contracts/t1-1', '8contract');
    for (const who of [I, W]) { const { contract } = await view(who, '/api/lots/t1-1/contract'); await on.accept(who, 'contract.sign', { lotId: 't1-1', termsHash: contract.termsHash, signature: await who.sign('contract.sign', { tenderId: 't1', lotId: 't1-1' }, { termsHash: contract.termsHash }) }); }
    await act(I, 'award.publishResult', 't1-1');
    await shoot(I, '/desk/awards/t1-1', '9report');
    await on.platform.work();
    await shoot(I, '/desk/deposits', '10deposits', async (page) => { await page.getByRole('button', { name: '登记退还' }).first().click(); });
    await on.accept(S, 'witness.reportIncident', { tenderId: 't1', incident: 'unlawful', text: '两家投标人的代表交换优盘。' });
    await on.sequencer.publish();
    await shoot(S, '/desk/witness/t1', '11witness'); await shoot(S, '/desk/witness', '12wlist');
    for (const { state } of await readHeads(on.db.app, deposit, 't1-1:')) { const paidOn = ofInstant(await on.now()); const o = owedOn(state, paidOn); await on.accept(I, 'deposit.recordReturn', { lotId: 't1-1', bidderId: state.bidderId, paidOn, amountFen: String(o.amountFen), interestFen: String(o.interestFen), voucher: '回单0001' }); }
    await on.sequencer.publish(); await on.platform.work();
    await shoot(R, '/desk/archives/t1-1', '13archive', async (page) => { await page.getByRole('button', { name: '重新校验' }).click(); await page.waitForTimeout(500); });
    await shoot(R, '/desk/archives', '14alist'); await shoot(I, '/desk/awards', '15awards');
  });
  await app.close();
});
