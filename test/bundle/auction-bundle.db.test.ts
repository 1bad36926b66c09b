import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pino from 'pino';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { fromBase64url } from '#kernel/bytes.ts';
import { formatLogProof } from '#evidence/log/tlog-proof.ts';
import { registerLogRoutes } from '#evidence/log/log.routes.ts';
import { findReceipt } from '#evidence/bundle/receipt.store.ts';
import { makeBundle, registerBundleRoutes } from '#evidence/bundle/bundle.routes.ts';
import type { Edition } from '#evidence/bundle/bundle.types.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { rememberAnswers } from '#test/harness/remembered.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { verifyBundle, type Verdict } from '../../verifier/verifier.ts';
import { auctionPorts, playAuction } from './auction-scene.testing.ts';
import { mutationsOf } from './tampering.testing.ts';

type Event = { readonly commit: number; readonly header: { readonly body?: string }; readonly parts: readonly { readonly body?: string }[] };

rememberAnswers();
const scene = await playAuction();
const { on, trust, lotId } = scene;
const ports = auctionPorts(scene);
const texts = { public: await bundleOf('public'), parties: await bundleOf('parties', scene.officer) };

async function made(edition: Edition, who: TestPerson | null = null, of = lotId) {
  return await makeBundle(ports, { lotId: of, edition, orgId: who?.actor.orgId ?? null });
}

async function bundleOf(edition: Edition, who: TestPerson | null = null): Promise<string> {
  const bundle = await made(edition, who);
  return bundle.ok ? bundle.value : assert.fail(bundle.error.code);
}

function why({ checks }: Verdict): string {
  return checks.map(({ name, ok, detail, code }) => `${ok ? '✓' : '✕'} ${name} ${detail ?? ''} ${code ?? ''}`).join('\n');
}

function codeOf({ ok, checks }: Verdict): string {
  return ok ? 'verified' : (checks.find((check) => !check.ok)?.code ?? 'none');
}

function parsed(text: string): JsonObject & { readonly events: readonly Event[] } {
  return JSON.parse(text) as never;
}

function kindsIn(text: string): string[] {
  return parsed(text).events.map(({ header }) => (header.body ? (JSON.parse(header.body) as { kind: string }).kind : 'hidden'));
}

describe('竞价的证据包', () => {
  test('R-179 R-086 公开版由任何人独立验证：公告、每次报价、倒计时、暂停、中断和结果都重放一遍', async () => {
    const verdict = await verifyBundle(texts.public, trust);
    assert.ok(verdict.ok, why(verdict));
    const [, , , , , announced, hall, result] = verdict.checks;
    assert.match(String(announced?.detail), /ALX-2026-17 号宗地.*底价在公告时已经锁定/);
    assert.match(String(hall?.detail), /2 个竞买号，4 次有效报价逐一重放.*1 次中断、1 次暂停都还足了时间/);
    assert.match(String(result?.detail), /竞得，达到底价/);
    assert.match(String(result?.unchecked), /底价的数目不在这一版中/);
  });

  test('R-179 R-187 公开版没有底价的数目、没有被拒绝的报价、没有谁是谁', () => {
    const kinds = kindsIn(texts.public);
    for (const kind of ['ReserveOpened', 'BidRefused', 'Applied', 'PaddleGiven', 'ParticipantAdmitted']) assert.ok(!kinds.includes(kind), kind);
    for (const secret of ['3015000000', '3005000000', ...[scene.first, scene.second].flatMap(({ spec, actor }) => [spec.orgId, spec.orgName, actor.id])]) assert.ok(!texts.public.includes(secret), secret);
  });

  test('R-178 监督部门的一版还核对底价、竞买资格和每个被拒绝的报价', async () => {
    const verdict = await verifyBundle(texts.parties, trust);
    assert.ok(verdict.ok, why(verdict));
    assert.match(String(verdict.checks[6]?.detail), /2 个被拒绝的报价确实不应接受/);
    assert.match(String(verdict.checks[7]?.detail), /底价与公告时锁定的一致，重新比对达到/);
    assert.deepEqual(verdict.checks.flatMap(({ unchecked = [] }) => unchecked).filter((each) => !each.includes('所依的规则不在公告里')), [], 'all but what the law alone gives');
  });

  test('R-178 R-187 竞买人的一版只有自己的申请和自己被拒绝的报价；出让人的一版看不到哪个号是谁', async () => {
    for (const [who, other] of [[scene.first, scene.second], [scene.second, scene.first]] as const) {
      const text = await bundleOf('parties', who);
      const verdict = await verifyBundle(text, trust);
      assert.ok(verdict.ok, why(verdict));
      assert.match(String(verdict.checks[6]?.detail), /1 个被拒绝的报价确实不应接受/);
      assert.ok(!text.includes(other.spec.orgId) && !text.includes('3015000000'));
    }
    const sellers = await bundleOf('parties', scene.seller);
    assert.ok((await verifyBundle(sellers, trust)).ok);
    for (const kind of ['PaddleGiven', 'BidRefused', 'DepositArrived', 'ParticipantAdmitted']) assert.ok(!kindsIn(sellers).includes(kind), kind);
    const stranger = await made('parties', present(on.centre.people[0]));
    assert.ok(!stranger.ok && stranger.error.code === 'bundle.nothingMore');
  });

  test('R-179 没有人报价的标的同样有证据包', async () => {
    const unsold = await made('public', null, `${scene.saleId}-2`);
    const verdict = await verifyBundle(unsold.ok ? unsold.value : assert.fail(unsold.error.code), trust);
    assert.ok(verdict.ok, why(verdict));
    assert.match(String(verdict.checks[7]?.detail), /没有成交/);
  });

  test('R-178 公开版谁都可以下载；当事人版要登录', async () => {
    const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 1000 });
    registerBundleRoutes(app, on.platform, ports);
    const open = await app.inject({ url: `/api/bundles/${lotId}` });
    assert.deepEqual([open.statusCode, open.body === texts.public], [200, true]);
    assert.equal((await app.inject({ url: `/api/bundles/${lotId}?edition=parties` })).statusCode, 401);
    await app.close();
  });

  test('同样的材料给出同样的字节；没有结束的竞价没有证据包', async () => {
    assert.equal(await bundleOf('public'), texts.public);
    const { saleId } = await on.announcement(scene.seller).then(async (body) => (await on.accept(scene.seller, 'sale.publish', body), body));
    await scene.publish();
    const running = await made('public', null, `${saleId}-1`);
    assert.ok(!running.ok && running.error.code === 'bundle.notEnded');
    const absent = await made('public', null, `${'0'.repeat(16)}-1`);
    assert.ok(!absent.ok && absent.error.code === 'bundle.absent');
  });
});

function present<T>(value: T | undefined): T {
  return value ?? assert.fail('nobody there');
}

describe('一次报价的回执', () => {
  async function fileOf(stream: string, version: number): Promise<JsonObject> {
    const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 1000 });
    registerLogRoutes(app, on.db.app, logTrustOf(trust));
    const found = await findReceipt(on.db.app, stream, version) ?? assert.fail(stream);
    const size = (await app.inject({ url: '/log/checkpoint?cosigned=1' })).body.split('\n')[1];
    const { index, path, checkpoint } = (await app.inject({ url: `/api/log/inclusion?root=${String(found.receipt['root'])}&size=${size}` })).json<{ index: number; path: string[]; checkpoint: string }>();
    await app.close();
    return { kind: 'ovoo-bid-receipt', v: 1, lotId, version, ...found, logIndex: index, logProof: formatLogProof({ extra: null, index, path: path.map(fromBase64url), checkpoint }) };
  }
  const { opening, refusal } = scene.receipts;
  const acceptedAt = opening.receipt?.events.at(-1)?.version ?? 0;

  test('R-131 R-179 接受的和没有接受的报价，回执都由同一个工具核对：内容、时刻、签名、日志的位置', async () => {
    const taken = await verifyBundle(JSON.stringify(await fileOf(`auction:${lotId}`, acceptedAt), null, 2), trust);
    assert.ok(taken.ok, why(taken));
    assert.match(String(taken.checks[3]?.detail), /号报价 3000000000 分，被接受/);
    assert.match(String(taken.checks[4]?.detail), /2 家共签/);
    const refused = await verifyBundle(await fileOf(`attempt:${lotId}:${scene.second.spec.orgId}`, refusal.receipt?.events[0]?.version ?? 0), trust);
    assert.match(String(refused.checks[3]?.detail), /号报价 3005000000 分，没有接受/);
  });

  test('R-131 当场给的回执与后来再取的是同一份签名', async () => {
    const { receipt } = await fileOf(`auction:${lotId}`, acceptedAt);
    const { events, ...signed } = receipt as unknown as NonNullable<typeof opening.receipt>;
    assert.deepEqual(signed, { at: opening.receipt?.at, root: opening.receipt?.root, signature: opening.receipt?.signature });
    assert.deepEqual(events[0], opening.receipt?.events.at(-1));
  });

  test('R-179 回执改动一处也不行；还没有日志证明的，说明没有核对', async () => {
    const file = await fileOf(`auction:${lotId}`, acceptedAt);
    const passed: string[] = [];
    for (const { path, what, make } of mutationsOf(file)) if (codeOf(await verifyBundle(make(), trust)) === 'verified') passed.push(`${path}: ${what}`);
    assert.deepEqual(passed, []);
    const early = await verifyBundle({ ...file, logIndex: null, logProof: null }, trust);
    assert.ok(early.ok);
    assert.match(String(early.checks[4]?.unchecked), /没有核对/);
    const unsigned = await verifyBundle({ ...file, logProof: String(file['logProof']).replaceAll(/^— cosign.*\n/gmu, '') }, trust);
    assert.match(String(unsigned.checks[4]?.unchecked), /只有 0 家共签/);
  });
});

describe('竞价的证据包改动一处也不行', () => {
  const kindOf = ({ header, parts }: Event): string => `${header.body ? (JSON.parse(header.body) as { kind: string }).kind : 'hidden'} ${parts.map((part) => String('body' in part)).join()}`;

  /** One event of each kind, in the parties' edition only of kinds that the public one has not been bent at; of the first commits everything, of the later ones what is not read alike. */
  function isNew(bundle: ReturnType<typeof parsed>, path: string, edition: Edition): boolean {
    const [list, at, field] = path.split('.');
    if (at === undefined || (list === 'commits' && edition === 'public' && (Number(at) < 1 || field === 'at' || field === 'index' || field === 'signature'))) return true;
    if (list !== 'events') return edition === 'public' && list !== 'commits';
    const kind = kindOf(bundle.events[Number(at)] as Event);
    return bundle.events.findIndex((other) => kindOf(other) === kind) === Number(at) && (edition === 'public' || !parsed(texts.public).events.some((other) => kindOf(other) === kind));
  }

  for (const edition of ['public', 'parties'] as const) {
    test(`R-179 R-131 ${edition === 'public' ? '公开版' : '监督部门版'}逐项篡改：每改动、删去、添加、调换一处都验证失败`, async () => {
      const bundle = parsed(texts[edition]);
      const mutations = [...mutationsOf(bundle)].filter(({ path }) => isNew(bundle, path, edition));
      const outcomes: { readonly at: string; readonly code: string }[] = [];
      for (let from = 0; from < mutations.length; from += 8) {
        const some = mutations.slice(from, from + 8);
        outcomes.push(...await Promise.all(some.map(async ({ path, what, make }) => ({ at: `${path}: ${what}`, code: codeOf(await verifyBundle(make(), trust)) }))));
      }
      assert.deepEqual(outcomes.filter(({ code }) => code === 'verified'), []);
      assert.ok(outcomes.length > 300, `${outcomes.length} mutations`);
      const onIssuersWord = outcomes.filter(({ at, code }) => code === 'issue.signature' && !at.startsWith('issued:')).map(({ at }) => at);
      assert.ok(onIssuersWord.every((at) => /^events: item \d+ taken out$/.test(at)), `only the end of a stream may rest on the issuer's word alone:\n${onIssuersWord.join('\n')}`);
    });
  }

  test('R-179 两版不能互相冒充；竞价的证据包不能冒充招标的', async () => {
    for (const [text, edition] of [[texts.public, 'parties'], [texts.parties, 'public']] as const) {
      assert.equal(codeOf(await verifyBundle(canonical({ ...parsed(text), edition } as never), trust)), 'events.class');
    }
    const { saleId, ...others } = parsed(texts.public);
    assert.equal(codeOf(await verifyBundle({ ...others, tenderId: saleId }, trust)), 'events.scope');
  });
});
