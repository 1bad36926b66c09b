import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { preliminaryItems } from '#trade/evaluation/preliminary.ts';
import { levelsOf } from '#trade/evaluation/score-levels.ts';
import { hashOfReport } from '#trade/evaluation/report.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { officerOf } from '#world/found.ts';
import { awardOf, publicityEnds, returnDeposits } from '#world/playbook/award.ts';
import { evaluationOf } from '#world/playbook/evaluation.ts';
import { bidderOf, initiatorOf, tenderOf } from '#world/playbook/front.ts';
import { checkSeals, openingOf } from '#world/playbook/opening.ts';
import { memberPlayer, panelOf, signAvoidances, standing } from '#world/playbook/panel.ts';
import type { Player } from '#world/troupe.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { audience, button, openBackStage, sign } from './back.testing.ts';

await buildWebIfStale(process.cwd(), () => undefined);
const on = await openBackStage();
const { scene, plan, lot, origin } = on;
const { tenderId } = plan;
const { lotId } = lot;
const host = initiatorOf(scene);

const bidder = bidderOf(scene, present(lot.bidders[0], 'bidder'));

type Member = { readonly memberId: string; readonly player: Player };
const members: Member[] = standing(await panelOf(scene)).map(({ memberId, personId }) => ({ memberId, player: memberPlayer(scene, personId) }));
const chair = present(members.find(({ player }) => player.person.role === 'evaluate.expert'), 'expert');
const representative = present(members.find(({ player }) => player.person.role === 'initiate.representative'), 'representative');
const others = members.filter((member) => member !== chair && member !== representative);

describe('一个标段从开标到归档，各方各在自己的浏览器里', () => {
  let browser: Browser;
  let house: ReturnType<typeof audience>;
  let hosting: Page;
  let bidding: Page;
  let reading: Page;
  before(async () => {
    browser = await launchBrowser();
    house = audience(browser, origin);
    [hosting, bidding, reading] = await Promise.all([house.seat(host), house.seat(bidder), house.seat(null)]);
  });
  after(() => browser?.close());

  test('R-094 R-200 开标：主持人签到，到时名单公开，投标人核对密封，报价在每个人的页面上同时出现', async () => {
    await bidding.goto(`${origin}/desk/bids/${lotId}`);
    const [saved] = await Promise.all([bidding.waitForEvent('download'), button(bidding, '下载回执').click()]);
    const receipt = { name: '投标回执.json', mimeType: 'application/json', buffer: readFileSync(await saved.path()) };

    await Promise.all([hosting.goto(`${origin}/desk/openings/${tenderId}`), bidding.goto(`${origin}/desk/openings/${tenderId}`), reading.goto(`${origin}/openings/${tenderId}`)]);
    await button(hosting, '签到主持').click();
    await Promise.all([hosting, bidding, reading].map((page) => page.getByText(/主持，.*签到/).waitFor()));
    await house.look(hosting, 'opening-host-before');
    await house.look(reading, 'opening-reader-before');
    for (const page of [hosting, bidding, reading]) {
      const text = await page.locator('main').first().innerText();
      assert.ok(!lot.bidders.some(({ name }) => text.includes(name)), 'nobody sees who bids');
    }

    await on.advanceWithoutAgents(addMicros(on.deadlineAt, microsPerSecond));
    const halls = [hosting, bidding, reading];
    await Promise.all(halls.map((page) => page.getByText(`${lot.bidders.length} 家投标人`).waitFor()));
    await bidding.locator('.hall-form input[type=file]').first().setInputFiles(receipt);
    await bidding.getByText('名单中的正是你递交的那一份').waitFor();
    await reading.getByText('密封核对一致').waitFor();
    await checkSeals(scene);
    await house.look(bidding, 'opening-bidder-list');
    await house.look(reading, 'opening-reader-list');

    await Promise.all(halls.map(watchPrices));
    await on.company.settle();
    await Promise.all(halls.map((page) => page.locator('.hall-bid.shown').nth(lot.bidders.length - 1).waitFor()));
    for (const page of halls) {
      const { prices, stones } = await seen(page);
      assert.deepEqual([...new Set(prices)].filter((count) => count !== 0), [lot.bidders.length], 'prices come all at once');
      assert.ok(stones.some((count) => count > 0), 'progress is live');
    }
    await reading.getByText(/抽中 0\.0/).waitFor();
    await house.look(reading, 'opening-reader-prices');
  });

  test('R-095 R-200 当场异议、当场答复，窗口结束后主持人签署开标记录', async () => {
    await bidding.getByLabel('异议内容').fill('请说明下浮系数由哪几方的随机数产生。');
    await sign(bidding, button(bidding, '提出异议'));
    await hosting.getByLabel('答复').fill('由四方密钥保管方截止前托管的随机数与名单检查点共同算出，材料可下载复算。');
    await house.look(hosting, 'opening-host-objection');
    await sign(hosting, button(hosting, '答复'), () => house.look(hosting, 'opening-sign'));
    await Promise.all([reading, bidding].map((page) => page.getByText('材料可下载复算').waitFor()));
    assert.ok(!(await reading.locator('.hall-objections').innerText()).includes(bidder.person.orgName), 'the objector is not named');
    const { objectUntil } = await openingOf(scene);
    await on.advance(addMicros(present(objectUntil, 'window'), microsPerSecond));
    await hosting.reload();
    await sign(hosting, button(hosting, '确认开标记录'));
    await Promise.all([hosting, bidding, reading].map((page) => page.getByText('已确认并公布').waitFor()));
    await house.look(reading, 'opening-reader-record');
    await house.look(hosting, 'opening-host-record');
  });

  let chairing: Page;
  let representing: Page;
  test('R-077 专家的任务只有时间和地点；报到后看到投标人，签署回避声明', async () => {
    [chairing, representing] = await Promise.all([house.seat(chair.player), house.seat(representative.player)]);
    await chairing.goto(`${origin}/desk/calls`);
    await chairing.getByText('评标一室').waitFor();
    assert.ok(!(await chairing.locator('main').innerText()).includes(plan.name));
    await house.look(chairing, 'expert-calls');
    await on.advance(addMicros(on.reportAt, 5 * microsPerMinute));
    await chairing.reload();
    await chairing.getByRole('link', { name: /报到/ }).click();
    await button(chairing, '签署回避声明').waitFor();
    await house.look(chairing, 'expert-declaration');
    await sign(chairing, button(chairing, '签署回避声明'));
    await chairing.getByText(/^已签署 /).waitFor();
    await representing.goto(`${origin}/desk/panels/${tenderId}`);
    await sign(representing, button(representing, '签署回避声明'));
    await representing.getByText(/^已签署 /).waitFor();
    await house.look(representing, 'representative-declaration');
    await signAvoidances(scene);
    await on.advance(addMicros(await on.stage.now(), microsPerSecond));
  });

  test('R-096 R-200 评标厅：签到、推选负责人、清标、初步评审', async () => {
    for (const page of [chairing, representing]) {
      await page.goto(`${origin}/desk/evaluation`);
      await button(page, '签到（1 个标段）').waitFor();
      await house.look(page, page === chairing ? 'evaluation-list' : 'evaluation-list-representative');
      await button(page, '签到（1 个标段）').click();
      await page.getByRole('link', { name: '进入评标厅' }).click();
      await page.getByRole('heading', { name: '签到与推选负责人' }).waitFor();
    }
    const { place } = await panelOf(scene);
    for (const { player } of others) await on.troupe.act(player, 'evaluation.signIn', { lotIds: [lotId], identity: 'face', place });
    await Promise.all([chairing.reload(), representing.reload()]);
    const own = chairing.locator('.seats li', { hasText: '（我）' });
    const label = (await own.locator('b').innerText()).replace('（我）', '');
    await house.look(chairing, 'evaluation-gathering');
    await own.getByRole('button', { name: '推举' }).click();
    await own.getByText('我推举的').waitFor();
    await representing.locator('.seats li', { has: representing.getByText(label, { exact: true }) }).getByRole('button', { name: '推举' }).click();
    await representing.getByText('我推举的').waitFor();
    await on.troupe.act(present(others[0], 'member').player, 'evaluation.electChair', { lotId, memberId: chair.memberId });
    // The checking report is made by the machine itself.
    await on.advance(addMicros(await on.stage.now(), microsPerMinute));
    await chairing.reload();
    await button(chairing, '清标报告').click();
    await chairing.getByRole('heading', { name: '清标报告' }).waitFor();
    await house.look(chairing, 'evaluation-checking');

    for (const page of [chairing, representing]) {
      await page.reload();
      await button(page, '初步评审').click();
      await page.getByRole('heading', { name: '初步评审' }).waitFor();
      await page.locator('.matrix .pair').first().getByRole('button', { name: '合格', exact: true }).click();
      await page.locator('.matrix .pair').first().locator('[aria-pressed=true]').waitFor();
      for (let i = 0; i < lot.bidders.length; i++) {
        const rest = page.getByRole('button', { name: '其余都合格' }).nth(i);
        await rest.click();
        await page.waitForFunction((n) => (document.querySelectorAll('.matrix .link')[n] as HTMLButtonElement).disabled, i);
      }
    }
    const tender = await tenderOf(scene);
    const items = preliminaryItems({ pack: packOf(tender), document: present(tender.published, 'document').document });
    const votes = lot.bidders.flatMap(({ orgId }) => items.map(({ part, itemId }) => ({ bidderId: orgId, part, itemId, pass: true })));
    for (const { player } of others) await on.troupe.act(player, 'evaluation.votePreliminary', { lotId, votes });
    await chairing.reload();
    await button(chairing, '结束初步评审，进入打分').waitFor();
    await house.look(chairing, 'evaluation-preliminary');
    await button(chairing, '结束初步评审，进入打分').click();
    await chairing.getByText('评分表').first().waitFor();
  });

  test('R-096 打分：选档、填分、自动保存；价格分有完整算式；报告由全体签署', async () => {
    const { technical, commercial } = present((await tenderOf(scene)).published, 'document').document.scoring;
    const [shown, ...rest] = (await evaluationOf(scene, lotId)).bids.map(({ bidderId }) => bidderId);
    const scoresOf = (bidderId: string, level: number) => [
      ...technical.map(({ id, points }) => ({ bidderId, factorId: id, points: present(levelsOf(points)[level], 'level').start })),
      ...commercial.map(({ id, points }) => ({ bidderId, factorId: id, points })),
    ];
    await button(chairing, '技术标').click();
    for (const factor of technical) {
      await chairing.locator('.score-item', { hasText: factor.title }).click();
      await chairing.locator('.levels button').nth(2).click();
    }
    await chairing.getByText('已自动保存').waitFor();
    const opened = await chairing.request.get(`${origin}${(await chairing.locator('.viewer iframe').getAttribute('src')) ?? ''}`);
    assert.equal((await opened.body()).subarray(0, 5).toString(), '%PDF-', 'the opened bid is there to read');
    await house.look(chairing, 'evaluation-technical');
    await button(chairing, '商务标').click();
    for (const factor of commercial) await chairing.getByLabel(`${factor.title}得分`).fill(factor.points);
    await chairing.waitForResponse((answer) => answer.url().endsWith('/evaluation.score') && answer.ok());
    await house.look(chairing, 'evaluation-commercial');
    await on.troupe.act(chair.player, 'evaluation.score', { lotId, scores: rest.flatMap((bidderId, i) => scoresOf(bidderId, i === 0 ? 3 : 1)) });
    await chairing.reload();
    await button(chairing, '商务标').click();
    await button(chairing, '提交我的全部评分').click();
    await chairing.getByText('我的评分已提交并锁定，等待其他成员。').waitFor();
    for (const { player } of [representative, ...others]) {
      await on.troupe.act(player, 'evaluation.score', { lotId, scores: [...scoresOf(present(shown, 'bid'), 2), ...rest.flatMap((bidderId, i) => scoresOf(bidderId, i === 0 ? 3 : 1))] });
      await on.troupe.act(player, 'evaluation.submitScores', { lotId });
    }
    await chairing.reload();
    await button(chairing, '报价').click();
    await chairing.getByText('评标基准价').first().waitFor();
    await house.look(chairing, 'evaluation-price');
    await button(chairing, '汇总与报告').click();
    await button(chairing, '汇总并形成评标报告').waitFor();
    await house.look(chairing, 'evaluation-summary');
    await button(chairing, '汇总并形成评标报告').click();
    await chairing.getByText('第 1 中标候选人').waitFor();
    await house.look(chairing, 'evaluation-report');
    await sign(chairing, button(chairing, '阅读完毕，签署报告'));
    await representing.reload();
    await sign(representing, button(representing, '阅读完毕，签署报告'));
    const report = present((await evaluationOf(scene, lotId)).report, 'report');
    for (const { player } of others) await on.troupe.actSigned(player, 'evaluation.signReport', { tenderId, lotId }, { reportHash: hashOfReport(report), dissent: null }, { lotId });
    await on.catchUp();
    await chairing.reload();
    await chairing.getByText(/提交招标人/).waitFor();
    await house.look(chairing, 'evaluation-signed');
  });

  test('R-098 R-099 R-100 招标人：审查报告、公示候选人、定标、通知书、结果公告、书面报告', async () => {
    await hosting.goto(`${origin}/desk/awards`);
    await hosting.getByRole('link', { name: new RegExp(lot.name) }).click();
    await button(hosting, '签署并公示').waitFor();
    await house.look(hosting, 'award-review');
    await sign(hosting, button(hosting, '签署并公示'), () => house.look(hosting, 'award-publicity-sign'));
    await hosting.getByText('公示中').first().waitFor();
    await on.catchUp();
    const first = present((await awardOf(scene, lotId)).candidates[0], 'candidate');
    await reading.goto(`${origin}/projects/${tenderId}`);
    await reading.getByText(first.name).first().waitFor();
    await house.look(reading, 'portal-publicity');

    await on.advance(addMicros(await publicityEnds(scene, [lotId]), microsPerHour));
    await hosting.reload();
    await button(hosting, '签署定标').waitFor();
    await house.look(hosting, 'award-decide');
    await sign(hosting, button(hosting, '签署定标'));
    await button(hosting, '签署并发出').waitFor();
    await house.look(hosting, 'award-letter');
    await sign(hosting, button(hosting, '签署并发出'));
    await sign(hosting, button(hosting, '签署并公告'));
    await button(hosting, '签署并提交').waitFor();
    await house.look(hosting, 'award-report');
    await sign(hosting, button(hosting, '签署并提交'));
    await hosting.getByText('书面报告已于').waitFor();
    await on.catchUp();
  });

  let winning: Page;
  test('R-100 每家投标人看到自己的结果：中标的看到通知书，落标的只看到自己的得分', async () => {
    const { winner: won } = await awardOf(scene, lotId);
    const find = (isWinner: boolean) => bidderOf(scene, present(lot.bidders.find(({ orgId }) => (orgId === won?.bidderId) === isWinner), 'bidder'));
    winning = await house.seat(find(true));
    const losing = await house.seat(find(false));
    await winning.goto(`${origin}/desk/awards/${lotId}`);
    await winning.getByRole('heading', { name: '你单位中标' }).waitFor();
    await house.look(winning, 'result-winner');
    await losing.goto(`${origin}/desk/awards/${lotId}`);
    await losing.getByRole('heading', { name: '你单位未中标' }).waitFor();
    assert.equal(await losing.locator('.a-scores').count(), 1);
    await house.look(losing, 'result-loser');
    await losing.context().close();
  });

  test('R-101 R-103 合同：保证金超过招标文件的稿子被挡住并说明依据；改正后双方签署，保证金连利息退还', async () => {
    await hosting.goto(`${origin}/desk/contracts/${lotId}`);
    const bond = hosting.getByLabel('履约保证金');
    const lawful = await bond.inputValue();
    await bond.fill(String(Number(lawful) * 2));
    await button(hosting, '生成合同稿').click();
    const refusal = hosting.getByRole('alert');
    await refusal.getByText(/第.{1,4}条/).first().waitFor();
    await house.look(hosting, 'contract-refused');
    await bond.fill(lawful);
    await button(hosting, '生成合同稿').click();
    await hosting.getByText('完全一致').waitFor();
    await house.look(hosting, 'contract-draft');
    await sign(hosting, button(hosting, '签署合同'));
    await winning.getByRole('link', { name: '签订合同' }).click();
    await button(winning, '签署合同').waitFor();
    await sign(winning, button(winning, '签署合同'), () => house.look(winning, 'contract-sign'));
    await winning.getByText('合同成立').waitFor();
    await house.look(winning, 'contract-signed');
    await on.catchUp();

    await hosting.goto(`${origin}/desk/deposits`);
    await button(hosting, '登记退还').first().click();
    await hosting.getByLabel('付款凭证号').fill('YH20261121001');
    await house.look(hosting, 'deposits');
    await hosting.getByRole('button', { name: /^登记退还 ¥/ }).click();
    await hosting.getByText('已退还').first().waitFor();
    await returnDeposits(scene, lotId);
    await on.catchUp();
    await hosting.reload();
    await hosting.getByText('已退还').nth(lot.bidders.length - 1).waitFor();
    await house.look(hosting, 'deposits-returned');
  });

  test('R-120 R-126 中心：见证台补记，档案编成，中心和招标人接收', async () => {
    const { centre } = await tenderOf(scene);
    const organisation = present(on.cast.organisations.find(({ orgId }) => orgId === centre.orgId), 'centre');
    const witnessing = await house.seat(officerOf(on.cast, on.players, organisation, 'serve.witness'));
    await witnessing.goto(`${origin}/desk/witness`);
    await house.look(witnessing, 'witness-list');
    await witnessing.getByRole('link', { name: new RegExp(plan.name) }).click();
    await witnessing.getByLabel('情况', { exact: true }).fill('评标一室全程录音录像，无人员擅自进出。');
    await house.look(witnessing, 'witness-desk');
    await button(witnessing, '写入记录').click();
    await witnessing.locator('.w-lines').getByText('无人员擅自进出').waitFor();
    await on.catchUp();

    const archiving = await house.seat(officerOf(on.cast, on.players, organisation, 'serve.archive'));
    for (const page of [archiving, hosting]) {
      await page.goto(`${origin}/desk/archives`);
      await page.getByRole('link', { name: new RegExp(plan.name) }).click();
      await sign(page, button(page, '签署接收'));
    }
    await hosting.locator('.r-side li .ok').nth(1).waitFor();
    await button(hosting, '重新校验').click();
    await hosting.getByText(/^完好：/).waitFor();
    await house.look(hosting, 'archive');
    await on.catchUp();
  });

  test('R-178 门户项目页完整；公开证据包在浏览器里验证通过，改过的不通过', async () => {
    await reading.goto(`${origin}/projects/${tenderId}`);
    for (const words of ['投标截止，名单公开', '全部报价同时公布', '发出中标通知书', '合同']) await reading.getByText(words).first().waitFor();
    await house.look(reading, 'portal-project');
    const [saved] = await Promise.all([reading.waitForEvent('download'), reading.locator('.bundles a[download]').first().click()]);
    const bundle = readFileSync(await saved.path(), 'utf8');
    const trust = await (await reading.request.get(`${origin}/trust.json`)).body();
    await reading.locator('.bundles a', { hasText: '自己验证' }).first().click();
    await reading.getByRole('heading', { name: '自己验证一个项目' }).waitFor();
    const verify = async (text: string): Promise<void> => {
      await reading.locator('input[name=bundle]').setInputFiles({ name: '证据包.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await reading.locator('input[name=trust]').setInputFiles({ name: 'trust.json', mimeType: 'application/json', buffer: trust });
      await button(reading, '开始验证').click();
    };
    await verify(bundle);
    await reading.getByText('全部对得上').waitFor();
    assert.ok((await reading.locator('.fingerprints dd').count()) >= 4, 'whose keys it rests on is said');
    await house.look(reading, 'verify-good');
    const place = Math.floor(bundle.length / 2);
    await verify(bundle.slice(0, place) + (bundle[place] === 'a' ? 'b' : 'a') + bundle.slice(place + 1));
    await reading.getByText('有对不上的地方').waitFor();
    await house.look(reading, 'verify-bad');
    await verify(`${bundle} `);
    await reading.getByText('有对不上的地方').waitFor();
  });

  test('R-011 没有一页出错，没有一页比手机宽', () => {
    assert.deepEqual(house.faults, []);
    assert.deepEqual(on.problems, []);
  });
});

/** From now on the page itself notes how many prices and laid stones it shows, at every change. */
async function watchPrices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: { prices: number[]; stones: number[] } = { prices: [], stones: [] };
    Object.assign(window, { noted });
    new MutationObserver(() => {
      noted.prices.push(document.querySelectorAll('.hall-bid.shown').length);
      noted.stones.push(document.querySelectorAll('.hall-bid .stone.set').length);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

function seen(page: Page): Promise<{ prices: number[]; stones: number[] }> {
  return page.evaluate(() => (window as unknown as { noted: { prices: number[]; stones: number[] } }).noted);
}
