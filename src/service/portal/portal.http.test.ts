import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import type { Actor } from '#kernel/roles.ts';
import { isDivisionCode } from '#kernel/divisions.ts';
import { idFrom } from '#kernel/ids.ts';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { registration, sampleDocument } from '#trade/tender/tender.testing.ts';
import { hashOfDocument } from '#trade/tender/tender.document.ts';
import type { SettledObjection, TenderDocument } from '#trade/tender/tender.types.ts';
import { playLot } from '#test/bundle/scene.testing.ts';
import { portalOf } from './portal.testing.ts';

const scene = await playLot();
const portal = await portalOf(scene.on.platform, logTrustOf(scene.on.trust));
await portal.follow();

async function page(url: string): Promise<string> {
  const found = await portal.get(url);
  assert.equal(found.status, 200, `${url}: ${found.text.slice(0, 300)}`);
  return found.text;
}

/** Publishes another tender and follows it. */
async function publishTender(name: string, areaCode = '150105', change: Partial<TenderDocument> = {}): Promise<string> {
  const { on, initiator } = scene;
  const tenderId = idFrom(randomBytes(16));
  const now = await on.now();
  const lots = registration.lots.map((lot) => ({ ...lot, lotId: lot.lotId.replace(registration.tenderId, tenderId) }));
  const document = { ...sampleDocument(now, lots), ...change };
  const published = { version: 1, publishedAt: now, document, documentHash: hashOfDocument(document), keyHolders: [], k: 3 };
  await on.tell(initiator.actor, ['tender', tenderId, { kind: 'TenderRegistered', tender: { ...registration, tenderId, name, areaCode, lots, registeredAt: now } } as never]);
  await on.tell(initiator.actor, ['tender', tenderId, { kind: 'NoticePublished', published, statement: {}, signature: {} } as never]);
  await follow();
  return tenderId;
}

async function follow(): Promise<void> {
  await scene.on.publish();
  await portal.follow();
}

async function tell(tenderId: string, event: { kind: string } & Record<string, unknown>): Promise<void> {
  await scene.on.tell(scene.initiator.actor, ['tender', tenderId, event]);
  await follow();
}

describe('notices', () => {
  test('R-081 公告、开标记录、候选人公示、结果和合同都在列表里，各有全文', async () => {
    const list = await page('/notices?sort=oldest');
    for (const kind of ['招标公告', '开标记录', '候选人公示', '结果公告', '合同履约']) assert.ok(list.includes(`>${kind}</span>`), kind);
    const addresses = [...list.matchAll(/href="(\/notices\/[a-z]+\.[^"]+)"/g)].map(([, href]) => present(href, 'href'));
    assert.ok(addresses.length >= 5);
    for (const address of addresses) assert.match(await page(address), /内容指纹 SHA-256 <code>[0-9a-f]{64}<\/code>/);
  });

  test('R-081 R-085 开标记录列出全部报价，候选人公示写明名次、报价、质量、工期、评标情况、项目负责人与证书、异议渠道', async () => {
    const record = await page(await addressOf('opening'));
    for (const words of ['BIDDERA建设有限公司', '¥98,100,000.00', '密封核对', '记录摘要']) assert.ok(record.includes(words), words);
    const candidates = await page(await addressOf('candidates'));
    for (const words of ['名次', '400 日历天', '合格', '王工', '蒙1502', '评标得分', '提出异议的渠道和方式', '三日内答复', '有效投标 4 家', '评标基准价', '其余有效投标', '证据包（公开版）', '在本机重新核算']) assert.ok(candidates.includes(words), words);
    assert.equal(['A', 'B', 'C', 'D'].filter((letter) => candidates.includes(`BIDDER${letter}建设有限公司`)).length, 3, '未列为候选人的没有名称');
    const result = await page(await addressOf('result'));
    for (const words of ['中标人', '元整', '定标方法']) assert.ok(result.includes(words), words);
  });

  test('R-107 R-081 澄清与变更以差异显示，并说明投标截止是否顺延', async () => {
    const tenderId = await publishTender('变更演示项目');
    const { document } = present((await scene.on.stateOf<{ published: { document: TenderDocument } }>({ type: 'tender' }, tenderId)).published, 'published');
    const now = await scene.on.now();
    const changed = { ...document, bidDeadlineAt: addMicros(document.bidDeadlineAt, microsPerDay) };
    const amendment = { number: 1, kind: 'amendment', at: now, affectsBids: true, items: [{ question: '工期可否调整？', answer: '调整。' }], changes: [{ path: 'lots.0.durationDays', title: '计划工期', before: '420 日历天', after: '450 日历天' }], filesAdded: [], deadlineMovedTo: changed.bidDeadlineAt, objectionId: null };
    await tell(tenderId, { kind: 'DocumentAmended', amendment, published: { version: 2, publishedAt: now, document: changed, documentHash: hashOfDocument(changed), keyHolders: [], k: 3 }, statement: {}, signature: {} });
    const [project, notice] = [await page(`/projects/${tenderId}`), await page(await addressOf('amendment'))];
    for (const text of [project, notice]) assert.match(text, /<del>420 日历天<\/del> → <ins>450 日历天<\/ins>/);
    assert.match(project, /投标截止顺延至/);
    assert.match(notice, /第 1 号变更公告/);
  });

  test('R-203 R-108 异议与答复公开，不公开异议人', async () => {
    const tenderId = await publishTender('异议演示项目');
    const at = await scene.on.now();
    await tell(tenderId, { kind: 'ObjectionNoted', objectionId: 'o1', target: 'document', lotId: null, raisedAt: at, replyBy: addMicros(at, 3 * microsPerDay) });
    assert.match(await page(`/projects/${tenderId}`), /收到对招标文件的异议.*不公开异议人/s);
    assert.match(await page('/notices?stage=paused'), /异议演示项目/);
    const settled: SettledObjection = { objectionId: 'o1', target: 'document', lotId: null, raisedAt: at, settledAt: at, outcome: 'upheld', summary: '资格条件限定地域', reply: '删除地域限定', amendmentNumber: null };
    await tell(tenderId, { kind: 'ObjectionSettled', settled, statement: {}, signature: {} });
    const [project, full] = [await page(`/projects/${tenderId}?show=objection`), await page(await addressOf('objection'))];
    for (const text of [project, full]) assert.ok(!/BIDDER|person:/.test(text));
    assert.match(full, /资格条件限定地域.*删除地域限定/s);
    assert.match(project, /异议答复（采纳）|异议的?.*采纳/s);
  });

  test('R-081 投标人不足三个的标段有失败公告，不说谁投了、投了几家', async () => {
    const tenderId = await publishTender('失败演示项目');
    const now = await scene.on.now();
    const lots = registration.lots.map((lot) => lot.lotId.replace(registration.tenderId, tenderId));
    await scene.on.tell(scene.on.system,
      ['tender', tenderId, { kind: 'TenderClosed' } as never],
      ['opening', tenderId, { kind: 'OpeningClosed', tenderId, deadlineAt: now, closedLateMicros: 0, decryptUntil: addMicros(now, 1), k: 3, holders: [], open: [], failed: lots, host: null, draw: null, manifests: [] } as never],
      ...lots.map((lotId) => ['opening', tenderId, { kind: 'LotFailed', lotId, rule: 'opening.bidders.min', article: '招标投标法 第二十八条' }] as [string, string, never]));
    await follow();
    const [list, project] = [await page('/notices?kind=failure'), await page(`/projects/${tenderId}`)];
    assert.equal(list.match(/失败演示项目 · [一二]标段 · 招标失败公告/g)?.length, 2);
    assert.match(project, /不予开标/);
    assert.match(await page(await addressOf('failure')), /收到的投标文件保持密封/);
  });

  test('a notice that is not there, or not yet public, is not found', async () => {
    for (const url of ['/notices/tender.nosuch.1', '/notices/bid.x.1', '/notices/..%2F..', `/notices/contract.${scene.lotId}.1`, `/notices/award.${scene.lotId}.1`]) {
      const { status, text } = await portal.get(url);
      assert.equal(status, 404, url);
      assert.match(text, /没有这个页面/);
    }
  });
});

describe('project and document', () => {
  test('R-085 项目页有全过程、各标段结果、期限与依据、各方和证据包', async () => {
    const text = await page(`/projects/${scene.tenderId}`);
    const verifyHref = present(/href="(\/verify\?bundle=[^"]+)"/.exec(text)?.[1], 'link to verify');
    assert.match(await page(verifyHref), /这个项目的证据包/);
    for (const words of ['项目登记受理', '投标截止，名单公开', '全部报价同时公布', '招标人定标', '发出中标通知书', '合同订立公告', '中标人：', '本项目的期限', `/api/bundles/${scene.lotId}?edition=public`, '已签约']) assert.ok(text.includes(words), words);
  });

  test('R-085 全过程可以按类别看，数目对得上', async () => {
    const text = await page(`/projects/${scene.tenderId}`);
    const tabs = [...text.matchAll(/href="(\/projects\/[^"]*)"[^>]*>(?:全部|公告|澄清|异议|结果) <b>(\d+)<\/b>/g)];
    assert.ok(tabs.length >= 3);
    for (const [, href, count] of tabs) assert.equal((await page(present(href, 'href'))).match(/class="event"/g)?.length, Number(count), present(href, 'href'));
    assert.equal((await portal.get(`/projects/${scene.tenderId}?show=secrets`)).status, 400);
    assert.equal((await portal.get('/projects/nosuch')).status, 404);
  });

  test('R-202 招标文件全文，与标准文本的差异逐条标出', async () => {
    const plain = await publishTender('标准文本项目');
    assert.match(await page(`/projects/${plain}/document`), /一字不差|0 处/);
    const sample = sampleDocument(await scene.on.now());
    const [first, second, ...rest] = sample.sections;
    const changed = { ...present(second, 'section'), body: `${second?.body}另行约定的条款。` };
    const departing = await publishTender('偏离项目', '150105', { sections: [present(first, 'section'), changed, ...rest.slice(1)] });
    const text = await page(`/projects/${departing}/document`);
    assert.match(text, /2 处/);
    assert.match(text, /<ins>另行约定的条款。<\/ins>/);
    assert.match(text, /删去的标准条款/);
    assert.equal((await portal.get('/projects/nosuch/document')).status, 404);
  });
});

describe('region and leagues', () => {
  test('R-083 R-002 同一条公告在自治区网和盟市网同一时刻出现，编号相同；别的盟市没有', async () => {
    const tenderId = await publishTender('同步发布项目', '152921');
    const pick = (text: string) => new RegExp(`<li class="notice">(?:(?!</li>).)*同步发布项目.*?</li>`, 's').exec(text)?.[0];
    const [region, league] = [pick(await page('/notices?league=152900')), pick(await page('/leagues/152900'))];
    assert.ok(region);
    assert.equal(league, region, 'the row with its instant and log index is the same, byte for byte');
    assert.ok(!(await page('/leagues/150100')).includes('同步发布项目'));
    assert.match(await page(await addressFor(tenderId)), /同一时刻发布于：.*\/leagues\/152900/s);
    for (const url of ['/leagues/999999', '/leagues/150105']) assert.equal((await portal.get(url)).status, 404, url);
    assert.equal((await portal.get('/leagues/152900?kind=nosuch')).status, 400);
  });
});

describe('levels', () => {
  test('R-004 旗县的公告在旗县、盟市、自治区三级都查得到，是同一条；别的旗县没有', async () => {
    await publishTender('三级贯通项目', '152923');
    const row = (text: string) => /<li class="notice">(?:(?!<\/li>).)*三级贯通项目.*?<\/li>/s.exec(text)?.[0];
    const [banner, league, region] = [row(await page('/notices?league=152900&area=152923')), row(await page('/leagues/152900')), row(await page('/notices'))];
    assert.ok(banner);
    assert.deepEqual([league, region], [banner, banner]);
    assert.equal(row(await page('/notices?league=152900&area=152922')), undefined);
  });

  test('R-004 R-005 R-007 机构页：三级平台、分支机构和六类机构，任何人都能看', async () => {
    const text = await page('/institutions');
    for (const words of ['综合管理机构', '联席会议办公室', '系统开发运维机构', '社会公众', '阿拉善盟公共资源交易中心额济纳旗分中心', '业务上接受盟公共资源交易中心的指导', '额济纳旗住房和城乡建设局']) assert.ok(text.includes(words), words);
    assert.ok((await page('/')).includes('href="/institutions"'));
    const places = [...new Set([...text.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, href]) => present(href, 'href').replaceAll('&amp;', '&')))];
    assert.ok(places.length > 110);
    for (const href of [...places.slice(0, 3), ...places.filter((each) => /1529/.test(each))]) assert.match(await page(href), /<h1/, href);
  });
});

describe('places', () => {
  test('R-002 R-007 每个页面不登录就能看', async () => {
    for (const url of ['/', '/notices', '/openings', '/rules', '/log', '/verify', '/status', '/institutions', '/leagues/150100']) assert.match(await page(url), /<h1/, url);
  });

  test('R-085 认不得的地址参数被拒绝，不会悄悄忽略', async () => {
    const bad = ['/?league=150100', '/?x=1', '/notices?region=1', '/notices?league=15', '/notices?from=2026-13-45', '/notices?page=0', '/notices?q=a&q=b', '/notices.csv?x=1', '/openings?day=soon', '/openings?league=1', '/rules?pack=other', '/log?index=abc', '/verify?bundle=//evil', '/status?x', `/projects/${scene.tenderId}?x=1`, `/projects/${scene.tenderId}/document?x=1`];
    for (const url of bad) assert.equal((await portal.get(url)).status, 400, url);
    for (const url of ['/nosuch', '/notices/', '/projects/']) assert.equal((await portal.get(url)).status, 404, url);
    assert.match((await portal.get('/api/nosuch')).type, /problem\+json/);
  });

  test('R-194 期限旁的依据能点到规则页上的那一条', async () => {
    const [project, rules] = [await page(`/projects/${scene.tenderId}`), await page('/rules')];
    const anchors = [...project.matchAll(/href="\/rules#([^"]+)"/g)].map(([, anchor]) => present(anchor, 'anchor'));
    assert.ok(anchors.length > 0);
    for (const anchor of anchors) assert.ok(rules.includes(`id="${anchor}"`), anchor);
  });

  test('R-179 日志页按编号查到公告，给出包含证明；没有的编号说没有', async () => {
    const list = await page('/notices');
    const index = present(/href="\/log\?index=(\d+)"/.exec(list)?.[1], 'index');
    assert.match(await page(`/log?index=${index}`), new RegExp(`/api/log/leaf/${index}`));
    assert.match(await page('/log?index=99999999'), /还没有这个编号/);
    const proof = await portal.get(`/api/log/leaf/${index}`);
    assert.equal((JSON.parse(proof.text) as { index: number }).index, Number(index));
    assert.equal((await portal.get('/log/checkpoint')).status, 200);
    assert.equal((await portal.get('/log/tile/0/000.p/8')).type, 'application/octet-stream');
  });
});

describe('secrecy', () => {
  test('R-191 门户的表和页面里没有任何未公开的内容', async () => {
    const secrets = await nonPublicWords();
    assert.ok(secrets.length > 50, `only ${secrets.length} words to look for`);
    const tables = await Promise.all(['portal_tender', 'portal_lot', 'portal_notice'].map(async (table) => JSON.stringify((await scene.on.db.owner.query(`SELECT * FROM ${table}`)).rows)));
    const list = await page('/notices');
    const addresses = [...new Set([...list.matchAll(/href="(\/(?:notices|projects)\/[^"]+)"/g)].map(([, href]) => present(href, 'href')))];
    const pages = await Promise.all(['/', '/notices.csv', '/log', '/openings', '/leagues/150100', `/projects/${scene.tenderId}`, `/projects/${scene.tenderId}/document`, ...addresses].map(page));
    const shown = [...tables, list, ...pages].join('\n');
    assert.deepEqual(secrets.filter((word) => shown.includes(word)), []);
  });

  test('R-191 谁登录了，谁的页面只给谁', async () => {
    const actor: Actor = { id: 'person:p1', role: 'respond.operator', personId: 'p1', orgId: 'BIDDERA' };
    const token = await scene.on.platform.sessions.start({ actor, method: 'password', display: { personName: '巴特尔', orgName: '北疆建设' } });
    const own = await portal.get('/notices', `ovoo_session=${token}`);
    assert.match(own.text, /巴特尔/);
    assert.equal(own.headers['cache-control'], 'private, no-store');
    assert.ok(!(await page('/notices')).includes('巴特尔'));
    assert.ok(!(await portal.get('/notices', 'ovoo_session=wrong')).text.includes('巴特尔'));
  });
});

/** Every text of six characters or more that stands in parts or headers that are not public, and in no public part. */
async function nonPublicWords(): Promise<string[]> {
  const { rows } = await scene.on.db.owner.query<{ class: string; body: string }>('SELECT class, body FROM event_part');
  const open = rows.filter((row) => row.class === 'public').map((row) => row.body).join('\n');
  const closed = rows.filter((row) => row.class !== 'public').flatMap((row) => [...row.body.matchAll(/"((?:[^"\\]|\\.){6,})"|(\d{8,})/g)].map(([, text, number]) => text ?? number ?? ''));
  const chrome = await page('/status');
  return [...new Set(closed)].filter((word) => !/^[\w-]*[A-Za-z]+$/.test(word) || word.length > 24).filter((word) => !isDivisionCode(word) && !open.includes(word) && !chrome.includes(word));
}

async function addressOf(kind: string): Promise<string> {
  return present(/<h3><a href="(\/notices\/[^"]+)"/.exec(await page(`/notices?kind=${kind}`))?.[1], `a notice of kind ${kind}`);
}

async function addressFor(tenderId: string): Promise<string> {
  return present(new RegExp(`href="(/notices/tender\\.${tenderId}\\.[0-9a-f]{16})"`).exec(await page(`/projects/${tenderId}`))?.[1], 'notice');
}
