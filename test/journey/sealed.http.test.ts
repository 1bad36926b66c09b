import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { roles, systemActor, type Actor } from '#kernel/roles.ts';
import { addMicros, microsPerDay, microsPerSecond } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { FeedPage } from '#service/feed/feed.types.ts';
import { keyHolderParts } from '#service/keyholder/key-holder.ts';
import { opening } from '#trade/opening/opening.ts';
import { openReadyStage } from '#test/e2e/ready.testing.ts';
import { filled, getRoutes } from '#test/harness/addresses.ts';
import { officerOf } from '#world/found.ts';
import { bidderOf, initiatorOf, tenderOf } from '#world/playbook/front.ts';
import { openWithOwnKey } from '#world/playbook/opening.ts';
import { memberPlayer, panelOf } from '#world/playbook/panel.ts';
import type { Player } from '#world/troupe.ts';

const on = await openReadyStage();
const { scene, plan, lot, cast, players, company } = on;
const { app } = company;

type Viewer = { readonly name: string; readonly actor: Actor | null };
type Answer = { readonly viewer: string; readonly address: string; readonly text: string };

const department = (await tenderOf(scene)).department.orgId;
const stateOf = async () => present(await readHead(on.platform.pool, opening, plan.tenderId), 'opening').state;

/** Nobody, all who have to do with the tender (of the agents one who gave its shares and one who did not, of the bidders likewise), and one of each role who has not. */
async function viewers(): Promise<Viewer[]> {
  const tender = await tenderOf(scene);
  const organisation = (orgId: string) => present(cast.organisations.find((each) => each.orgId === orgId), orgId);
  const atCentre = (['serve.witness', 'serve.venue', 'serve.archive'] as const).map((role) => officerOf(cast, players, organisation(tender.centre.orgId), role));
  const own: Player[] = [
    initiatorOf(scene), officerOf(cast, players, plan.initiator, 'initiate.operator'), officerOf(cast, players, plan.initiator, 'initiate.representative'), officerOf(cast, players, organisation(department), 'supervise.officer'),
    ...atCentre, ...lot.bidders.slice(0, 2).map((bidder) => bidderOf(scene, bidder)), ...(await panelOf(scene)).members.slice(0, 1).map(({ personId }) => memberPlayer(scene, personId)),
  ];
  const isOwn = new Set(own.map(({ person }) => person.orgId));
  const elsewhere = Map.groupBy(cast.people.filter(({ orgId, role }) => role === 'evaluate.expert' || !isOwn.has(orgId)), ({ role }) => role);
  const strangers = [...elsewhere.values()].map(([person]) => present(players.get(present(person, 'stranger').personId), 'player'));
  const agents = (await stateOf()).holders.slice(1, 3).map(({ holderId, orgId }): Viewer => ({ name: `hold-key.agent ${holderId}`, actor: { id: `agent:${holderId}`, role: 'hold-key.agent', personId: null, orgId } }));
  // Nobody of the stage has these: whoever does has no part in tenders.
  const beside = (['operate.engineer', 'exchange.operator', 'conduct.auctioneer', 'conduct.recorder'] as const).map((role): Viewer => ({ name: role, actor: { id: `person:${role}`, role, personId: role, orgId: 'BESIDE' } }));
  return [{ name: 'nobody', actor: null }, { name: 'system', actor: systemActor }, ...beside, ...agents, ...[...own, ...strangers].map(({ actor, person }) => ({ name: `${actor.role} ${person.orgName}`, actor }))];
}

/** Every answer to a GET, the first words of the live hall and the whole feed included. */
async function askAll({ name, actor }: Viewer): Promise<Answer[]> {
  const cookie = actor ? { cookie: `ovoo_session=${await on.platform.sessions.start({ actor, method: 'demo', display: { personName: name, orgName: name } })}` } : {};
  const routes = getRoutes(app).filter((route) => !/^\/(?:assets|desk|metrics|api\/feed)\b/.test(route));
  const named = { tenderId: [plan.tenderId], id: [plan.tenderId], projectId: [plan.projectId], lotId: [lot.lotId], bidderId: lot.bidders.map(({ orgId }) => orgId), name: ['price'] };
  const answers: Answer[] = [];
  for (const address of [...filled(routes, named), `/api/opening/pending?holderIds=${(await stateOf()).holders.map(({ holderId }) => holderId).join()}`]) {
    const text = address.endsWith('/events') ? await firstWords(address, cookie) : (await app.inject({ url: address, headers: { host: 'ovoo.test', ...cookie } })).body;
    answers.push({ viewer: name, address, text });
  }
  for (let from = 0; ;) {
    const page = await app.inject({ url: `/api/feed?from=${from}&limit=500`, headers: { host: 'ovoo.test', ...cookie } });
    answers.push({ viewer: name, address: '/api/feed', text: page.body });
    const { items, next } = page.json<FeedPage>();
    if (items.length === 0) return answers;
    from = next;
  }
}

async function firstWords(address: string, headers: Record<string, string>): Promise<string> {
  const leave = new AbortController();
  const answer = await fetch(`${on.origin}${address}`, { headers, signal: leave.signal });
  const first = await present(answer.body, 'body').pipeThrough(new TextDecoderStream()).getReader().read();
  leave.abort();
  return first.value ?? '';
}

test('R-094 R-191 截止以后、报价公布以前，任何身份从任何一个 GET 地址都读不到报价；放出的份额只有监督部门、投标人交出的密钥只有监督部门和它自己读得到', async () => {
  await on.advanceWithoutAgents(addMicros(on.deadlineAt, 2 * microsPerSecond));
  await company.publish();
  await company.turnOf(['initiator', 'local-centre']);
  await openWithOwnKey(scene, lot.lotId, present(lot.bidders[0], 'bidder'));
  await on.catchUp();
  const during = await stateOf();
  assert.equal(during.status, 'decrypting');
  const [shares, given] = [during.keys.shares.map(({ share }) => share), during.keys.bidderKeys.map(({ key }) => key)];
  assert.deepEqual([shares.length, given.length], [2 * lot.bidders.length, 1]);
  const everyone = await viewers();
  assert.deepEqual(missingRoles(everyone), []);
  const answers = (await Promise.all(everyone.map(askAll))).flat();

  await company.turnOf(keyHolderParts);
  await on.advance(addMicros(on.deadlineAt, microsPerDay));
  const prices = present((await stateOf()).lots[0], 'lot').accepted.flatMap(({ outcome }) => (outcome.kind === 'opened' ? [outcome.priceSheet.priceFen] : []));
  assert.equal(prices.length, lot.bidders.length);
  const secrets = prices.flatMap(formsOf);
  assert.deepEqual(where(answers, secrets), []);
  const ofOrg = (orgId: string | undefined) => present(everyone.find(({ actor }) => actor?.orgId === orgId), 'viewer').name;
  assert.deepEqual([...new Set(where(answers, shares))], [`${ofOrg(department)} /api/feed`], '监督部门从事件流中读到份额，别人读不到');
  assert.deepEqual([...new Set(where(answers, given))], [department, lot.bidders[0]?.orgId].map((orgId) => `${ofOrg(orgId)} /api/feed`), '监督部门，和交出密钥的投标人自己');

  const shown = await askAll({ name: 'nobody', actor: null });
  assert.ok(prices.every((price) => shown.some(({ text }) => formsOf(price).some((form) => text.includes(form)))), '公布以后，同样的地址上有每一家的报价');
});

function missingRoles(everyone: readonly Viewer[]): string[] {
  return Object.keys(roles).filter((role) => !everyone.some(({ actor }) => actor?.role === role));
}

function where(answers: readonly Answer[], secrets: readonly string[]): string[] {
  return answers.filter(({ text }) => secrets.some((secret) => text.includes(secret))).map(({ viewer, address }) => `${viewer} ${address}`);
}

/** As journal and pages write a sum: 分 in digits, 元 with commas. */
function formsOf(fen: string): string[] {
  const yuan = BigInt(fen) / 100n;
  return [fen, yuan.toLocaleString('en-US'), `${yuan}.${fen.slice(-2)}`];
}
