import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { JsonObject } from '#kernel/json.ts';
import { addMicros, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { ofInstant, plainDate } from '#kernel/time/plain-date.ts';
import { verifyCoefficient, coefficientAlgorithm, type CoefficientRequest, type CoefficientTranscript } from '#evidence/draw/coefficient.ts';
import { keysOfPkcs8 } from '#evidence/seal/keys.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { statementOfAgent } from '#platform/agent/client.ts';
import { advanceLegalClock } from '#platform/clock/legal-clock.store.ts';
import { sweepAll } from '#platform/wake/sweep.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { withdrawContent } from '#trade/bid/bid.acts.ts';
import { bodyFor, planFor } from '#trade/bid/bid.testing.ts';
import { recordsItselfAt } from './opening.ts';
import { releaseContent } from './release.commands.ts';
import { identityOf, openingWorld, strangeKey, type OpeningTender } from './opening.testing.ts';

const on = await openingWorld();
const { bidders, initiator } = on;
const [first, second, third, fourth] = bidders as [TestPerson, TestPerson, TestPerson, TestPerson];

function lotOf(of: OpeningTender, n = 0) {
  return present(of.lots[n], 'lot');
}

async function withBids(of: OpeningTender, who: readonly TestPerson[], n = 0): Promise<void> {
  for (const bidder of who) await on.submit(bidder, lotOf(of, n));
}

/** The key of one's own bid, as the browser opens it from the bidder's certificate. */
async function ownKey(who: TestPerson, of: OpeningTender): Promise<string> {
  const cookie = `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'certificate', display: { personName: '', orgName: '' } })}`;
  const mine = (await on.app.inject({ url: `/api/openings/${of.tenderId}/mine`, headers: { cookie } })).json<{ bids: { manifest: string }[] }>();
  const manifest = parseManifest(mine.bids[0]?.manifest ?? '');
  const keys = await keysOfPkcs8(new Uint8Array(who.decryptKey.export({ type: 'pkcs8', format: 'der' })));
  assert.ok(manifest.ok && keys.ok);
  const key = await openWithBidderKey(manifest.value, present(manifest.value.stages[0], 'stage'), keys.value);
  return key.ok ? toHex(key.value) : assert.fail(key.error.message);
}

function outcomes(state: { lots: readonly { accepted: readonly { bidderId: string; outcome: { kind: string } }[] }[] }): Record<string, string> {
  return Object.fromEntries(state.lots.flatMap((lot) => lot.accepted.map(({ bidderId, outcome }) => [bidderId, outcome.kind])));
}

describe('开标', () => {
  test('R-094 R-095 到时自动开标：四方密钥代理无人值守放出份额，抽取系数，报价一次全部公布，记录自动确认', async () => {
    const of = await on.publish({ coefficients: ['0', '0.01', '0.02', '0.03'] });
    for (const agent of on.agents) assert.equal(await agent.tick(), 1, '开标前各方托管抽取来源');
    await withBids(of, [first, second, third]);
    const before = await on.view(of.tenderId);
    assert.equal(before['phase'], 'before');
    assert.ok(!JSON.stringify(before).includes('BIDDER'));
    const page = await on.app.inject({ url: `/openings/${of.tenderId}` });
    assert.ok(page.statusCode === 200 && page.body.includes('任何人都看不到') && !page.body.includes('BIDDER'), '公众开标厅在开标前不露一家');
    const today = await on.app.inject({ url: `/api/openings?day=${plainDate(ofInstant(of.document.bidDeadlineAt))}` });
    assert.deepEqual(today.json<{ items: object[] }>().items.map((item) => Object.keys(item).sort()), [['areaCode', 'at', 'name', 'phase', 'place', 'tenderId']]);
    await on.open(of);
    assert.equal((await on.stateOf(of.tenderId)).status, 'closed');
    assert.equal((await on.view(of.tenderId))['closedLateMicros'], 0);
    await on.settle(on.agents);
    assert.deepEqual(on.faults, []);
    const state = await on.stateOf(of.tenderId);
    assert.equal(state.status, 'announced');
    assert.equal(state.host, null, '无人主持，照常进行并如实记录');
    const [lot] = state.lots;
    assert.ok(lot?.accepted.every(({ outcome, released }) => outcome.kind === 'opened' && outcome.path === 'holders' && outcome.priceSheet.priceFen === '10291750' && released.length >= 3));
    const transcript = lot?.coefficient?.transcript as CoefficientTranscript;
    const request: CoefficientRequest = { algorithm: coefficientAlgorithm, drawId: transcript.drawId, candidates: ['0', '0.01', '0.02', '0.03'], contributors: present(state.draw, 'draw').sources.map(({ holderId, part }) => ({ partyId: holderId, role: part })) };
    assert.ok(verifyCoefficient({ request, ...transcript }, transcript).ok, '任何人可以重算');
    const shown = JSON.stringify(await on.view(of.tenderId));
    assert.ok(shown.includes('10291750') && !shown.includes('unitPriceFen') && !shown.includes('stageKey'));
    await on.advanceTo(present(recordsItselfAt(state), 'recordAt'));
    const confirmed = await on.stateOf(of.tenderId);
    assert.equal(confirmed.status, 'confirmed');
    assert.equal(confirmed.record?.by, null);
  });

  test('R-094 报价公布以前，公众、投标人、招标人、监督部门和密钥保管方从开标的五个接口都读不到价格和密钥', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.open(of);
    for (const agent of on.agents.slice(0, 2)) await agent.tick();
    await on.accept(first, 'opening.releaseByBidder', { lotId: lotOf(of).lotId, stageKey: await ownKey(first, of) });
    await on.platform.work();
    assert.equal((await on.stateOf(of.tenderId)).status, 'decrypting');
    for (const who of [undefined, ...bidders.slice(0, 4), initiator, on.officer, ...on.holders.map(({ person }) => person)]) {
      const cookie = who ? { cookie: `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'certificate', display: { personName: '', orgName: '' } })}` } : {};
      for (const path of ['', '/mine', '/release', '/close', '/transcript']) {
        const { body } = await on.app.inject({ url: `/api/openings/${of.tenderId}${path}`, headers: cookie });
        for (const secret of ['priceFen"', 'stageKey', '"share"', '10291750']) assert.ok(!body.replaceAll('priceCapFen"', '').includes(secret), `${who?.spec.role ?? '公众'} ${path} ${secret}`);
      }
    }
    const { rows } = await on.db.app.query<{ class: string; body: string }>(`SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1`, [`opening:${of.tenderId}`]);
    assert.ok(rows.some((row) => row.class === 'panel' && row.body.includes('"shares"')));
    assert.ok(rows.every((row) => row.class !== 'public' || !/"share"|"key":/.test(row.body)));
  });

  test('R-095 三家保管方到齐即可打开；只到两家时由投标人自己的证书打开，缺席一家不影响', async () => {
    const three = await on.publish();
    await withBids(three, [first, second, third]);
    await on.open(three);
    await on.settle(on.agents.slice(0, 3));
    assert.equal((await on.stateOf(three.tenderId)).status, 'announced');

    const two = await on.publish();
    await withBids(two, [first, second, third]);
    await on.open(two);
    await on.settle(on.agents.slice(0, 2));
    assert.equal((await on.stateOf(two.tenderId)).status, 'decrypting');
    const { lotId } = lotOf(two);
    assert.equal((await on.refuse(first, 'opening.releaseByBidder', { lotId, stageKey: await ownKey(second, two) })).code, 'opening.wrongKey');
    for (const who of [first, second]) await on.accept(who, 'opening.releaseByBidder', { lotId, stageKey: await ownKey(who, two) });
    assert.equal((await on.refuse(first, 'opening.releaseByBidder', { lotId, stageKey: await ownKey(first, two) })).code, 'opening.keyThere');
    const state = await on.stateOf(two.tenderId);
    assert.equal(state.status, 'decrypting', '还有一家没有打开，谁的报价都不公布');
    await on.advanceTo(state.decryptUntil);
    const ended = await on.stateOf(two.tenderId);
    assert.deepEqual(outcomes(ended), { BIDDER0: 'opened', BIDDER1: 'opened', BIDDER2: 'withdrawn' });
    const lost = ended.lots[0]?.accepted.find(({ bidderId }) => bidderId === 'BIDDER2')?.outcome;
    assert.ok(lost?.kind === 'withdrawn' && lost.faultOf.includes('赤峰市公共资源交易中心') && lost.faultOf.includes('北疆电子认证') && !lost.faultOf.includes('呼和浩特'));
    assert.equal((await on.refuse(third, 'opening.releaseByBidder', { lotId, stageKey: await ownKey(third, two) })).code, 'opening.notRunning');
  });

  test('R-095 一家都不到：非投标人原因，视为撤回，写明责任方', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.open(of);
    await on.advanceTo((await on.stateOf(of.tenderId)).decryptUntil);
    const state = await on.stateOf(of.tenderId);
    assert.deepEqual(new Set(Object.values(outcomes(state))), new Set(['withdrawn']));
    assert.equal(state.status, 'announced');
  });

  test('R-095 放出的份额与承诺不符：按名记录，其余三家照常打开', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.open(of);
    const holder = present(on.holders[0], 'holder');
    const accepted = (await on.stateOf(of.tenderId)).lots.flatMap((lot) => lot.accepted.map(({ bidderId, manifestHash }) => ({ lotId: lot.lotId, bidderId, manifestHash })));
    const body = { holderId: holder.ref.holderId, releases: accepted.map((bid) => ({ ...bid, share: 'ab'.repeat(33) })), stuck: [], escrowShares: [], contribution: null };
    const signature = await holder.identity.sign(statementOfAgent(holder.identity, 'opening.releaseShares', { tenderId: of.tenderId }, releaseContent(body)));
    const { actor } = holder.person;
    const agent = { ...actor, id: `agent:${holder.ref.holderId}`, personId: null };
    const other = present(on.holders[1], 'holder');
    const foreign = await other.identity.sign(statementOfAgent(other.identity, 'opening.releaseShares', { tenderId: of.tenderId }, releaseContent(body)));
    await on.refuse(agent, 'opening.releaseShares', { tenderId: of.tenderId, ...body, signature: foreign });
    const invented = { ...body, releases: [{ lotId: lotOf(of).lotId, bidderId: 'BIDDER4', manifestHash: '0'.repeat(64), share: 'ab'.repeat(33) }] };
    const under = await holder.identity.sign(statementOfAgent(holder.identity, 'opening.releaseShares', { tenderId: of.tenderId }, releaseContent(invented)));
    assert.equal((await on.refuse(agent, 'opening.releaseShares', { tenderId: of.tenderId, ...invented, signature: under })).code, 'opening.unknownBid');
    await on.accept(agent, 'opening.releaseShares', { tenderId: of.tenderId, ...body, signature });
    await on.settle(on.agents);
    const state = await on.stateOf(of.tenderId);
    assert.deepEqual(new Set(Object.values(outcomes(state))), new Set(['opened']));
    assert.ok(state.lots[0]?.accepted.every(({ wrong }) => wrong.join() === holder.ref.holderId));
    assert.ok(JSON.stringify(await on.view(of.tenderId)).includes(`"wrong":["${holder.ref.holderId}"]`));
  });

  test('R-095 密钥文件不对的代理打不开信封：不算它放出，也不妨碍别人', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.open(of);
    const { person, ref } = present(on.holders[3], 'holder');
    const lost = on.agentFor([await identityOf(person, ref.name, strangeKey())]);
    await on.settle([lost, ...on.agents.slice(0, 3)]);
    const state = await on.stateOf(of.tenderId);
    assert.equal(state.status, 'announced');
    assert.ok(state.lots[0]?.accepted.every(({ stuck }) => stuck.join() === ref.holderId));
  });

  test('R-095 报价文件是乱写的：投标人原因，视为撤销，其余继续', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    const lot = lotOf(of);
    const plan = planFor(fourth, lot);
    await on.submit(fourth, lot, { priceSheet: { ...plan.priceSheet, priceFen: '一亿元' } });
    await on.open(of);
    await on.settle(on.agents);
    const state = await on.stateOf(of.tenderId);
    assert.deepEqual(outcomes(state), { BIDDER0: 'opened', BIDDER1: 'opened', BIDDER2: 'opened', BIDDER3: 'revoked' });
  });

  test('R-094 某标段不足三家：不开标、不放份额，谁投了、有几家都不公开；其余标段照常', async () => {
    const of = await on.publish({ lots: 2 });
    await withBids(of, [first, second, third], 0);
    await withBids(of, [fourth, first], 1);
    const second_ = lotOf(of, 1);
    await on.open(of);
    await on.settle(on.agents);
    const state = await on.stateOf(of.tenderId);
    assert.deepEqual(state.lots.map(({ status, accepted }) => [status, accepted.length]), [['open', 3], ['failed', 0]]);
    const view = JSON.stringify(await on.view(of.tenderId));
    assert.ok(view.includes('不予开标') && !view.includes('BIDDER3'));
    const { rows } = await on.db.app.query<{ body: string }>(`SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1`, [`opening:${of.tenderId}`]);
    const hidden = await on.db.app.query<{ hash: string }>(`SELECT state->>'manifestHash' AS hash FROM stream_head WHERE stream LIKE $1`, [`bid:${second_.lotId}:%`]);
    assert.equal(hidden.rows.length, 2);
    assert.ok(rows.every(({ body }) => !body.includes('BIDDER3') && hidden.rows.every(({ hash }) => !body.includes(hash))));
    assert.equal((await on.db.app.query('SELECT FROM disclosure WHERE class = $1', ['sealed'])).rowCount, 0, '密封类从不整体公开');
  });

  test('R-094 撤回的和被替换的旧版本不在截止名单里；全部标段不足三家时项目结束', async () => {
    const of = await on.publish();
    const lot = lotOf(of);
    await withBids(of, [first, second, third]);
    await on.submit(first, lot, { version: 2 });
    const signature = await second.sign('bid.withdraw', { tenderId: of.tenderId, lotId: lot.lotId }, withdrawContent(1));
    await on.accept(second, 'bid.withdraw', { lotId: lot.lotId, version: 1, signature });
    await on.open(of);
    await on.settle(on.agents);
    const state = await on.stateOf(of.tenderId);
    assert.equal(state.status, 'failed');
    const tender = await on.db.app.query<{ status: string }>(`SELECT state->>'status' AS status FROM stream_head WHERE stream = $1`, [`tender:${of.tenderId}`]);
    assert.equal(tender.rows[0]?.status, 'ended');
    assert.equal((await on.view(of.tenderId))['phase'], 'failed');
  });

  test('R-094 责令暂停的项目到时不截止；截止后暂停则代理和平台都停手', async () => {
    const paused = await on.publish();
    await withBids(paused, [first, second, third]);
    await on.accept(on.officer, 'stage.suspend', { tenderId: paused.tenderId });
    await on.open(paused);
    assert.equal((await on.view(paused.tenderId))['phase'], 'paused');
    const halted = await on.publish();
    await withBids(halted, [first, second, third]);
    await on.open(halted);
    await on.accept(on.officer, 'stage.suspend', { tenderId: halted.tenderId });
    await on.settle(on.agents);
    const state = await on.stateOf(halted.tenderId);
    assert.deepEqual([state.status, state.lots[0]?.accepted[0]?.released.length], ['closed', 0]);
    await on.advanceTo(state.decryptUntil);
    assert.equal((await on.stateOf(halted.tenderId)).decryptEndedAt, null, '暂停期间解密时间不走完');
    await on.accept(on.officer, 'stage.resume', { tenderId: halted.tenderId });
    await on.platform.work();
    await on.settle(on.agents);
    const resumed = await on.stateOf(halted.tenderId);
    assert.ok(resumed.status === 'announced' && resumed.decryptUntil > state.decryptUntil, '恢复后解密时间重新计算');
  });

  test('R-094 截止名单没有足够共签以前，代理一个份额也不放', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.advanceTo(of.document.bidDeadlineAt);
    await on.publishLog(1);
    for (const agent of on.agents) assert.equal(await agent.tick(), 0);
    assert.equal((await on.stateOf(of.tenderId)).status, 'closed');
    await on.publishLog();
    for (const agent of on.agents) assert.equal(await agent.tick(), 1);
  });

  test('R-094 晚于时刻两秒以上才记下截止：状态是“正在截止”，迟到如实写进名单，迟到期间一件也不收', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    await on.advanceTo(addMicros(of.document.bidDeadlineAt, -microsPerMinute));
    const late = await bodyFor(on, fourth, lotOf(of));
    await advanceLegalClock(on.db.app, addMicros(of.document.bidDeadlineAt, 5 * microsPerSecond));
    assert.equal((await on.view(of.tenderId))['phase'], 'closing');
    assert.equal((await on.refuse(fourth, 'bid.submit', late)).code, 'bid.late');
    await sweepAll(on.db.app, on.platform.pipeline, assert.fail);
    assert.ok(Number((await on.view(of.tenderId))['closedLateMicros']) >= 5 * microsPerSecond);
    assert.equal((await on.stateOf(of.tenderId)).lots[0]?.accepted.length, 3);
    await on.settle(on.agents);
  });

  test('R-094 截止时刻平台正中断：不截止，时刻顺延', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    const at = of.document.bidDeadlineAt;
    await on.accept(on.system, 'outage.record', { from: addMicros(at, -microsPerMinute), to: addMicros(at, microsPerMinute) });
    await on.advanceTo(addMicros(at, 1));
    const view = await on.view(of.tenderId);
    assert.deepEqual([view['phase'], Number(view['deadlineAt']) > at], ['before', true]);
  });

  test('R-094 开标厅实时推送：先给全貌，事件一提交就推，断线凭编号续上', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    const address = await on.app.listen({ port: 0, host: '127.0.0.1' });
    const leave = new AbortController();
    const response = await fetch(`${address}/api/openings/${of.tenderId}/events`, { signal: leave.signal });
    const reader = present(response.body, 'body').pipeThrough(new TextDecoderStream()).getReader();
    let got = '';
    const until = async (text: string) => {
      while (!got.includes(text)) got += (await reader.read()).value ?? assert.fail('the stream ended');
    };
    await until('"phase":"before"');
    await on.open(of);
    await until('"phase":"closed"');
    await on.settle(on.agents);
    await until('"phase":"announced"');
    const id = present(/id: (\S+)\nevent: hall\ndata: [^\n]*announced/.exec(got)?.[1], 'id');
    leave.abort();
    const again = await fetch(`${address}/api/openings/${of.tenderId}/events`, { headers: { 'last-event-id': id }, signal: AbortSignal.timeout(1_500) });
    const text = await again.text().catch(() => '');
    assert.ok(!text.includes('announced'), '没有新事就不重复');
  });

  test('R-200 主持人签到：开标前三十分钟起，只有招标人一方，可以在开标后补签', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    assert.equal((await on.refuse(initiator, 'opening.host', { tenderId: of.tenderId })).code, 'opening.hostTooEarly');
    await on.advanceTo(addMicros(of.document.bidDeadlineAt, -30 * microsPerMinute));
    const stranger = await on.person({ orgId: 'STRANGER', orgName: '别的单位', name: '周', role: 'initiate.operator' });
    assert.equal((await on.refuse(stranger, 'opening.host', { tenderId: of.tenderId })).code, 'opening.notHostSide');
    await on.accept(initiator, 'opening.host', { tenderId: of.tenderId });
    assert.equal((await on.refuse(initiator, 'opening.host', { tenderId: of.tenderId })).code, 'opening.hostThere');
    await on.open(of);
    assert.equal((await on.stateOf(of.tenderId)).host?.orgName, '赛罕区卫生健康委员会');
  });

  test('R-095 投标人核对密封、当场提出异议，答复后招标人签字确认记录', async () => {
    const of = await on.publish();
    await withBids(of, [first, second, third]);
    const { lotId } = lotOf(of);
    await on.open(of);
    await on.accept(first, 'opening.checkSeal', { lotId, result: 'matches' });
    assert.equal((await on.refuse(fourth, 'opening.checkSeal', { lotId, result: 'matches' })).code, 'opening.notAccepted');
    await on.settle(on.agents);
    const { tenderId } = of;
    const text = '唱标时本单位工期与投标文件不一致，请核对。';
    const { result } = await on.accept(first, 'opening.object', { lotId, text, signature: await first.sign('opening.object', { tenderId, lotId }, { text }) });
    const objectionId = String(result['objectionId']);
    const hash = async () => String((await on.view(tenderId))['recordHash']);
    const confirm = async () => ({ tenderId, recordHash: await hash(), signature: await initiator.sign('opening.confirm', { tenderId }, { recordHash: await hash() } as JsonObject) });
    assert.equal((await on.refuse(initiator, 'opening.confirm', await confirm())).code, 'opening.objectionOpen');
    assert.ok(!JSON.stringify((await on.view(tenderId))['objections']).includes('BIDDER0'), '不公开谁提出');
    const stale = await confirm();
    const reply = '经核对，开标记录所载工期与投标文件一致。';
    await on.accept(initiator, 'opening.answerObjection', { tenderId, objectionId, reply, signature: await initiator.sign('opening.answerObjection', { tenderId, objectionId }, { reply }) });
    assert.equal((await on.refuse(initiator, 'opening.confirm', await confirm())).code, 'opening.windowOpen');
    await on.advanceTo(present((await on.stateOf(tenderId)).objectUntil, 'end of the window'));
    assert.equal((await on.refuse(initiator, 'opening.confirm', stale)).code, 'opening.recordDiffers');
    await on.accept(initiator, 'opening.confirm', await confirm());
    const state = await on.stateOf(tenderId);
    assert.deepEqual([state.status, state.record?.by], ['confirmed', '赛罕区卫生健康委员会']);
    assert.deepEqual(on.faults, []);
  });
});
