import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pino from 'pino';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { makeBundle, registerBundleRoutes } from '#evidence/bundle/bundle.routes.ts';
import type { Edition } from '#evidence/bundle/bundle.types.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { rememberAnswers } from '#test/harness/remembered.ts';
import { verifyBundle, type Verdict } from '../../verifier/verifier.ts';
import { portsOf } from './ports.testing.ts';
import { playLot, type Scene } from './scene.testing.ts';
import { mutationsOf } from './tampering.testing.ts';

type Event = { readonly commit: number; readonly header: { readonly body?: string }; readonly parts: readonly { readonly body?: string }[] };

rememberAnswers();
const scene = await playLot();
const { on } = scene;
const texts = { public: await bundleOf(scene, 'public'), parties: await bundleOf(scene, 'parties', 'DEPARTMENT') };

async function made(of: Scene, edition: Edition, orgId: string | null = null) {
  return await makeBundle(portsOf(of), { lotId: of.lotId, edition, orgId });
}

async function bundleOf(of: Scene, edition: Edition, orgId: string | null = null): Promise<string> {
  const bundle = await made(of, edition, orgId);
  return bundle.ok ? bundle.value : assert.fail(bundle.error.code);
}

function why(verdict: Verdict): string {
  return verdict.checks.map(({ name, ok, detail, code }) => `${ok ? '✓' : '✕'} ${name} ${detail ?? ''} ${code ?? ''}`).join('\n');
}

function codeOf({ ok, checks }: Verdict): string {
  return ok ? 'verified' : (checks.find((check) => !check.ok)?.code ?? 'none');
}

function parsed(text: string): JsonObject & { readonly events: readonly Event[] } {
  return JSON.parse(text) as never;
}

describe('证据包的两个版本', () => {
  test('R-179 R-178 公开版由任何人独立验证：日志、签名、开标、系数、定标与合同都对得上', async () => {
    const verdict = await verifyBundle(texts.public, on.trust);
    assert.ok(verdict.ok, why(verdict));
    assert.deepEqual(verdict.fingerprints.map(({ role }) => role), ['log', 'receipts', 'cosigner', 'cosigner', 'root']);
  });

  test('R-179 R-098 公开版由唱标价、公布的公式和抽取的系数重新算出价格分、总分和名次，不靠评标报告', async () => {
    const { checks } = await verifyBundle(texts.public, on.trust);
    const details = checks.map(({ detail }) => detail);
    assert.match(String(details[7]), /评标报告和各评委的打分不在公开版中/);
    assert.match(String(details[8]), /重新算出 4 家有效投标的基准价，3 名候选人的价格分、总分和全部名次一致/);
    assert.ok(!texts.public.includes('EvaluationReported'));
  });

  test('R-178 监督部门的一版还核对投标清单、报价密文和每位评委的打分', async () => {
    const verdict = await verifyBundle(texts.parties, on.trust);
    assert.ok(verdict.ok, why(verdict));
    const details = verdict.checks.map(({ detail }) => detail).join();
    assert.match(details, /核对了 4 份投标清单、签名和封存的时刻；4 份报价密文解开后与唱标一致/);
    assert.match(details, /3 位评委的打分重新汇总/);
  });

  test('公开版不含专家姓名、单价、密钥、未公开的投标版本和评委的打分', () => {
    const kinds = parsed(texts.public).events.map(({ header }) => (header.body ? (JSON.parse(header.body) as { kind: string }).kind : 'hidden'));
    assert.ok(!kinds.includes('Scored') && !kinds.includes('TranscriptKept') && !kinds.includes('BidderNotified'));
    for (const secret of ['unitPriceFen', '"stageKeys', 'manifest\\":\\"{', ...scene.members.map(({ actor }) => actor.id)]) assert.ok(!texts.public.includes(secret), secret);
    assert.equal(kinds.filter((kind) => kind === 'BidSubmitted').length, 4, '被替换的投标版本不在其中');
  });

  test('同样的材料给出同样的字节；当事人版只给当事人', async () => {
    assert.equal(await bundleOf(scene, 'public'), texts.public);
    const strangers = await made(scene, 'parties', 'STRANGER');
    assert.ok(!strangers.ok && strangers.error.code === 'bundle.notParty');
    for (const orgId of ['INITIATOR', 'CENTRE', 'BIDDERA']) {
      const verdict = await verifyBundle(await bundleOf(scene, 'parties', orgId), on.trust);
      assert.ok(verdict.ok, `${orgId}\n${why(verdict)}`);
    }
  });
});

describe('下载证据包', () => {
  async function door() {
    const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 1000 });
    registerBundleRoutes(app, on.platform, portsOf(scene));
    return app;
  }

  test('公开版谁都可以下载；当事人版要登录，且只给当事人；不认识的参数不猜', async () => {
    const app = await door();
    const cookieOf = async (orgId: string) => `ovoo_session=${await on.platform.sessions.start({ actor: { ...scene.initiator.actor, orgId }, method: 'demo', display: { personName: '', orgName: '' } })}`;
    const get = async (query: string, cookie?: string) => await app.inject({ url: `/api/bundles/${scene.lotId}${query}`, headers: cookie ? { cookie } : {} });
    const open = await get('');
    assert.equal(open.statusCode, 200);
    assert.equal(open.body, texts.public);
    assert.match(String(open.headers['content-disposition']), /attachment; filename="ovoo-.*-public\.json"/);
    assert.equal((await get('?edition=parties')).statusCode, 401);
    assert.equal((await get('?edition=parties', await cookieOf('STRANGER'))).statusCode, 403);
    assert.equal((await get('?edition=parties', await cookieOf('DEPARTMENT'))).body, texts.parties);
    for (const query of ['?edition=all', '?editon=public']) assert.equal((await get(query)).statusCode, 400);
    assert.equal((await app.inject({ url: '/api/bundles/nosuch-1' })).statusCode, 404);
    await app.close();
  });
});

describe('改动一处也不行', () => {
  /** Of the parties' edition, what the public one has not been bent at yet: one event of each kind, one commit, one ciphertext. */
  function isNew(bundle: ReturnType<typeof parsed>, path: string): boolean {
    const [list, at] = path.split('.');
    if (at === undefined) return true;
    if (list === 'commits' || list === 'ciphertexts') return at === '0';
    if (list !== 'events') return false;
    const kindOf = ({ header, parts }: Event) => `${header.body ? (JSON.parse(header.body) as { kind: string }).kind : 'hidden'} ${parts.map((part) => String('body' in part)).join()}`;
    const kind = kindOf(bundle.events[Number(at)] as Event);
    return bundle.events.findIndex((other) => kindOf(other) === kind) === Number(at) && !parsed(texts.public).events.some((other) => kindOf(other) === kind);
  }

  /** All leaves of a commit are read alike: of the later commits the first few are bent. */
  function isLaterLeaf(path: string): boolean {
    const [, commit, leaf] = /^commits\.(\d+)\.leaves\.(\d+)$/.exec(path) ?? [];
    return Number(commit) > 0 && Number(leaf) > 1;
  }

  for (const edition of ['public', 'parties'] as const) {
    test(`R-179 R-131 ${edition === 'public' ? '公开版' : '当事人版'}逐项篡改：每改动、删去、添加、调换一处都验证失败`, async () => {
      const bundle = parsed(texts[edition]);
      const mutations = [...mutationsOf(bundle)].filter(({ path }) => !isLaterLeaf(path) && (edition === 'public' || isNew(bundle, path)));
      const outcomes: { readonly at: string; readonly code: string }[] = [];
      for (let from = 0; from < mutations.length; from += 8) {
        const some = mutations.slice(from, from + 8);
        outcomes.push(...await Promise.all(some.map(async ({ path, what, make }) => ({ at: `${path}: ${what}`, code: codeOf(await verifyBundle(make(), on.trust)) }))));
      }
      assert.deepEqual(outcomes.filter(({ code }) => code === 'verified'), []);
      assert.ok(outcomes.length > 1000, `${outcomes.length} mutations`);
      const onIssuersWord = outcomes.filter(({ at, code }) => code === 'issue.signature' && !at.startsWith('issued:')).map(({ at }) => at);
      assert.ok(onIssuersWord.every((at) => /^events: item \d+ taken out$/.test(at)), `only the end of a stream may rest on the issuer's word alone:\n${onIssuersWord.join('\n')}`);
    });
  }

  test('R-179 不是规范格式的文件不被接受：多一个空格、重复的字段、别的写法', async () => {
    for (const text of [`${texts.public} `, texts.public.replace('{', '{ '), texts.public.replace('"v":1', '"v":1.0'), texts.public.replace('"v":1', '"v":1,"v":1'), '', '[]', 'null']) {
      assert.match(codeOf(await verifyBundle(text, on.trust)), /^form\./);
    }
  });

  test('R-179 用另一套密钥伪造的整份证据包失败；信任根不同也失败', async () => {
    const forged = await playLot();
    const bundle = await bundleOf(forged, 'public');
    assert.equal(codeOf(await verifyBundle(bundle, forged.on.trust)), 'verified');
    assert.match(codeOf(await verifyBundle(bundle, on.trust)), /^log\./);
    const { trust } = on;
    const others = forged.on.trust;
    const mixed = [
      [{ ...trust, logKey: others.logKey }, 'log.note'], [{ ...trust, receiptKey: others.receiptKey }, 'log.receipt'], [{ ...trust, cosigners: others.cosigners }, 'log.note'],
      [{ ...trust, authorities: others.authorities }, 'signature.chain'], [{ ...trust, quorum: 3 }, 'trust.form'], [{ ...trust, extra: 1 }, 'trust.form'], [{ ...trust, origin: 'x' }, 'trust.form'],
    ] as const;
    for (const [other, code] of mixed) assert.equal(codeOf(await verifyBundle(texts.public, other)), code);
  });

  test('R-179 两版不能互相冒充', async () => {
    for (const [text, edition] of [[texts.public, 'parties'], [texts.parties, 'public']] as const) {
      assert.equal(codeOf(await verifyBundle(canonical({ ...parsed(text), edition } as never), on.trust)), 'events.class');
    }
  });
});
