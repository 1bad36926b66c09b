import assert from 'node:assert/strict';
import { roles, type Actor, type Role } from '#kernel/roles.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { makeFeedModule } from '#service/feed/feed.module.ts';
import type { FeedPage } from '#service/feed/feed.types.ts';
import { makePortalModule } from '#service/portal/portal.module.ts';
import type { Receipt } from '#platform/command/pipeline.ts';
import { openingWorld, type OpeningTender, type OpeningWorld } from '#trade/opening/opening.testing.ts';
import { withdrawContent } from '#trade/bid/bid.acts.ts';
import { bodyFor } from '#trade/bid/bid.testing.ts';
import { filled, getRoutes } from '#test/harness/addresses.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { idleTrust } from './every-module.testing.ts';

/** What somebody who counts has fetched: after each beat of the log the same questions, and the receipts of what he did himself. */
export type Seen = { readonly growth: readonly number[]; readonly answers: readonly Answers[]; readonly receipts: readonly unknown[]; readonly byRole: Answers };
type Answers = Readonly<Record<string, string>>;
type Receipted = { readonly receipt: Receipt | null };

const leavesOfBeat = 4;
const most = 7;

/**
 * One tender up to its last hour, with `count` bidders: they take the document, bid in two evenings, one replaces and one
 * withdraws; then a second tender, for which all bid in the same instant as the watcher acts. What is public happens alike.
 */
export async function playAndWatch(count: number): Promise<Seen> {
  const on = await openingWorld({ modules: [makeFeedModule, makePortalModule(idleTrust)], bidderCount: most });
  const watcher = await on.person({ orgId: 'WATCHER', orgName: '旁观建设公司', name: '周', role: 'respond.operator' });
  const cookie = `ovoo_session=${await on.platform.sessions.start({ actor: watcher.actor, method: 'demo', display: { personName: '周', orgName: '旁观建设公司' } })}`;
  const bidders = on.bidders.slice(0, count);
  const [first, second] = [await on.publish({ takers: [] }), await on.publish({ takers: [] })];
  const base = await on.sequencer.publish();
  await on.app.ready();
  let size = base;
  const [growth, answers, receipts]: [number[], Record<string, string>[], unknown[]] = [[], [], []];

  async function beat(...acts: readonly (() => Promise<unknown>)[]): Promise<void> {
    for (const act of acts) await act();
    // What has its place and no checkpoint yet: nobody may see that it is there.
    await on.sequencer.sequence();
    answers.push(await ask((address) => /log|feed/.test(address)));
    const grown = await on.sequencer.beat();
    growth.push(grown - size);
    size = grown;
    await on.platform.follow();
    answers.push(await ask());
  }

  async function ask(isWanted: (address: string) => boolean = () => true, viewers: Answers = { outsider: '', watcher: cookie }): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [viewer, session] of Object.entries(viewers)) {
      for (const [i, address] of addressesOf(on.app, [first, second], size).filter(isWanted).entries()) {
        const answer = await on.app.inject({ url: address, headers: { host: 'ovoo.test', ...(session ? { cookie: session } : {}) } });
        // By its place too: two addresses may look alike once what differs between worlds is masked.
        const name = `${viewer} /${i} ${masked(address, { base, tenders: [first, second] })}`;
        // A tile is hashes: how many there are is told by its length.
        const body = address.startsWith('/log/tile/') && answer.statusCode === 200 ? `${answer.rawPayload.length} bytes` : answer.body;
        const text = address.startsWith('/api/feed') && answer.statusCode === 200 ? shapeOfFeed(answer.json<FeedPage>(), base) : body;
        const headers = Object.entries(answer.headers).filter(([header]) => !['date', 'x-trace-id', 'content-length', 'x-ratelimit-remaining', 'x-ratelimit-reset'].includes(header));
        found[name] = masked(`${answer.statusCode} ${JSON.stringify(headers)} ${text}`, { base, tenders: [first, second] });
      }
    }
    return found;
  }

  async function take(who: TestPerson, { tenderId }: OpeningTender): Promise<Receipted> {
    return await on.accept(who, 'stage.take', { tenderId });
  }
  async function submit(who: TestPerson, of: OpeningTender, version = 1): Promise<Receipted> {
    return await on.accept(who, 'bid.submit', await bodyFor(on, who, of.lots[0] ?? assert.fail('lot'), { version }));
  }
  const together = (acts: readonly Promise<Receipted>[]) => Promise.all(acts);

  await beat(async () => receipts.push(shapeOfReceipt((await together([take(watcher, first), ...bidders.slice(0, 2).map((who) => take(who, first))]))[0])));
  await beat(() => together(bidders.slice(2, 5).map((who) => take(who, first))));
  await beat(() => together(bidders.slice(5).map((who) => take(who, first))));
  await beat(() => together(bidders.slice(0, 3).map((who) => submit(who, first))));
  await beat(() => together(bidders.slice(3, 6).map((who) => submit(who, first))));
  await beat(() => together(bidders.slice(6).map((who) => submit(who, first))), () => on.accept(on.officer, 'stage.suspend', { tenderId: first.tenderId }));
  await beat(() => on.accept(on.officer, 'stage.resume', { tenderId: first.tenderId }));
  await beat(
    () => together(bidders.slice(0, 1).map((who) => submit(who, first, 2))),
    () => together(bidders.slice(1, 2).map(async (who) => await on.accept(who, 'bid.withdraw', await withdrawal(who, first)))),
  );
  for (const who of bidders) await take(who, second);
  await beat();
  await beat();
  const ready = await Promise.all(bidders.map(async (who) => ({ who, body: await bodyFor(on, who, second.lots[0] ?? assert.fail('lot')) })));
  const [own] = await together([take(watcher, second), ...ready.map(({ who, body }) => on.accept(who, 'bid.submit', body))]);
  receipts.push(shapeOfReceipt(own));
  for (let i = 0; i < 4; i++) await beat();
  return { growth, answers, receipts, byRole: await ask(undefined, await sessionsOf(on)) };
}

/** Everyone who works on the tender without bidding, and somebody in each role elsewhere. */
async function sessionsOf(on: OpeningWorld): Promise<Answers> {
  const start = async (actor: Actor): Promise<string> => `ovoo_session=${await on.platform.sessions.start({ actor, method: 'demo', display: { personName: '某人', orgName: '某单位' } })}`;
  const names = Object.keys(roles) as Role[];
  const own = { initiator: on.initiator.actor, department: on.officer.actor, ...Object.fromEntries(on.holders.map(({ ref, person }) => [ref.holderId, { ...person.actor, id: `agent:${ref.holderId}` }])) };
  const centre = Object.fromEntries(names.filter((role) => roles[role].duty === 'serve').map((role) => [`centre ${role}`, { id: `person:centre-${role}`, role, personId: `centre-${role}`, orgId: 'CENTRE' }]));
  const elsewhere = Object.fromEntries(names.map((role) => [`elsewhere ${role}`, { id: `person:elsewhere-${role}`, role, personId: `elsewhere-${role}`, orgId: 'ELSEWHERE' }]));
  return Object.fromEntries(await Promise.all(Object.entries<Actor>({ ...own, ...centre, ...elsewhere }).map(async ([name, actor]) => [name, await start(actor)] as const)));
}

async function withdrawal(who: TestPerson, { tenderId, lots }: OpeningTender): Promise<unknown> {
  const lotId = lots[0]?.lotId ?? '';
  return { lotId, version: 1, signature: await who.sign('bid.withdraw', { tenderId, lotId }, withdrawContent(1)) };
}

/** Every address that can be asked for, of both tenders where it names one; the log around its end, where what is not published yet would show. */
function addressesOf(app: HttpApp, tenders: readonly OpeningTender[], size: number): string[] {
  const asked = getRoutes(app).filter((route) => !/^\/(?:desk|assets|metrics)\b|\/events$|^\/api\/openapi\.json$/.test(route));
  const named = [...new Set(tenders.flatMap(({ tenderId, lots }) => filled(asked, { lotId: lots.map(({ lotId }) => lotId) }, tenderId)))];
  const log = [size - 1, size, size + 1, size + 3, size + 40].flatMap((index) => [`/api/log/leaf/${index}`, `/log?index=${index}`]);
  const tiles = [0, 1, 4].map((more) => `/log/tile/0/000.p/${(size + more) % 256}`);
  return [...named, '/api/feed?limit=500', `/api/log/consistency?from=1&to=${size}`, `/api/log/consistency?from=1&to=${size + 1}`, ...log, ...tiles];
}

/** The way from an act to the root of its commit, and whatever else a receipt lets one count. */
function shapeOfReceipt(own: Receipted | undefined): unknown {
  return own?.receipt?.events.map(({ stream, version, path }) => [stream.split(':')[0], version, path.length]) ?? assert.fail('a receipt');
}

/** What happened at which beat, who is told of it, and how much of it is hidden; the place within a beat is chance. */
function shapeOfFeed({ items, next }: FeedPage, base: number): string {
  const beatOf = (index: number) => (index < base ? -1 : Math.floor((index - base) / leavesOfBeat));
  const shown = items.map(({ logIndex, events, opened }) => [beatOf(logIndex), [...events, ...opened].map(({ parts }) => parts.map((part) => ('hash' in part ? 'hidden' : `${part.class} ${part.body}`)))]);
  return JSON.stringify({ shown, next: next - base });
}

type Known = { readonly base: number; readonly tenders: readonly OpeningTender[] };

/** Names, hashes, salts and hours differ from one world to the next whatever happens in it; numbers that count do not. */
function masked(text: string, { base, tenders }: Known): string {
  const named = tenders.reduce((rest, { tenderId }, i) => rest.replaceAll(tenderId, `TENDER${i}`), text);
  return named
    .replaceAll(/"traceId":"[0-9a-f]{16}"/g, '"traceId":""')
    .replaceAll(/\/log\?index=(\d+)|\/api\/log\/leaf\/(\d+)/g, (_, a: string | undefined, b: string | undefined) => `LEAF ${placeOf(Number(a ?? b), base)}`)
    .replaceAll(/"index":(\d+)/g, (_, index: string) => `"index":${placeOf(Number(index), base)}`)
    .replaceAll(/"(\d+)","\/notices/g, (_, index: string) => `"${placeOf(Number(index), base)}","/notices`)
    // Which leaf of a step holds what was made public is chance, too.
    .replaceAll(/<dt>内容<\/dt>.*?<dt>叶哈希/g, 'CONTENT')
    .replaceAll(/№\s*([\d\s]*\d)/g, (_, index: string) => `№ ${placeOf(Number(index.replaceAll(/\s/g, '')), base)}`)
    // How busy the machine is that plays this says nothing of bidders; what is due and not done stays.
    .replaceAll(/应答 \d+ 毫秒|在 \d+ 秒前/g, 'A WHILE')
    .replaceAll(/chip (?:ok|act)">(?:运行正常|部分服务延迟|正常|延迟)</g, 'chip">AS BUSY<')
    .replaceAll(/[\w+/=-]{20,}/g, (token) => `TOKEN${token.length}`)
    // Identifiers, the beginnings of hashes, and instants.
    .replaceAll(/\b[0-9a-f]{16}\b/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\d|\d{1,2}:\d\d(:\d\d)?/g, 'TIME');
}

/** Beyond its step a leaf's place is chance; the step is not. */
function placeOf(index: number, base: number): string {
  return index < base ? 'before' : String(Math.floor((index - base) / leavesOfBeat));
}
