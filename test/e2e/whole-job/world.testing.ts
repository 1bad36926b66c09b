import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { instant, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { chance } from '#world/chance.ts';
import { officerOf } from '#world/found.ts';
import { tenderOf, type Scene } from '#world/playbook/front.ts';
import type { Player } from '#world/troupe.ts';
import { openHouse } from './house.testing.ts';

/*
 * One construction tender of two lots and everyone who has a part in it. The files beside this one are its acts, in the order
 * of `whole-job.e2e.test.ts`; each goes on where the one before has stopped.
 */
export const house = await openHouse('e2e-job');
export const { cast, players, origin, look } = house;

const initiatorBody = present(cast.initiators[0], 'initiator');
const agencyBody = present(cast.agencies[0], 'agency');
export const bidderBodies = cast.bidders.slice(0, 3);

export const initiator = officerOf(cast, players, initiatorBody, 'initiate.operator');
export const representative = officerOf(cast, players, initiatorBody, 'initiate.representative');
export const agency = officerOf(cast, players, agencyBody, 'initiate.operator');
export const bidders = bidderBodies.map((body) => officerOf(cast, players, body, 'respond.operator')) as [Player, Player, Player];
/** Takes the document and objects to it, and does not bid: so nothing that is known of it says anything of the bidders. */
export const objector = officerOf(cast, players, present(cast.bidders[3], 'objector'), 'respond.operator');
/** What nobody but themselves may know before the opening. */
export const secrets = bidders.flatMap(({ person }) => [person.orgId, person.orgName, person.personId]);

export const name = `${initiatorBody.name}门诊综合楼施工`;

type Item = readonly [code: string, name: string, unit: string, quantity: string, unitPrice: string];
export const lots: readonly { readonly scope: string; readonly yuan: string; readonly items: readonly Item[] }[] = [
  { scope: '地上六层、地下一层，建筑面积 21,400 平方米的土建与安装', yuan: '68000000', items: [['010101001', '平整场地', 'm2', '12000', '35'], ['010505001', '有梁板', 'm3', '20000', '1500'], ['010515001', '现浇构件钢筋', 't', '4000', '5600'], ['011001003', '保温隔热墙面', 'm2', '40000', '180']] },
  { scope: '室外管网、道路、绿化与智能化系统', yuan: '30000000', items: [['040501001', '室外管网', 'm', '8000', '1200'], ['040203006', '沥青混凝土路面', 'm2', '30000', '320'], ['050102001', '绿化', 'm2', '20000', '150'], ['030501001', '智能化系统', '项', '1', '5000000']] },
];

/** What the play has brought so far. */
export const job = { tenderId: '', deadlineAt: instant(0), reportAt: instant(0) };

export function lotIds(): [string, string] {
  return [lotIdOf(job.tenderId, 1), lotIdOf(job.tenderId, 2)];
}

/** The tender as the scripts of the world know theirs; what they do here, they do in the browser session of whoever does it. */
export function asScene(): Scene {
  const random = chance(1);
  return {
    platform: house.platform, troupe: house.byHand, cast, players,
    plan: {
      projectId: idFrom(random.bytes(16)), tenderId: job.tenderId, name, areaCode: initiatorBody.areaCode, initiator: initiatorBody, agency: agencyBody, random,
      lots: lots.map(({ scope, yuan }, i) => ({ lotId: present(lotIds()[i], 'lot'), name: scope, scope, estimateFen: BigInt(yuan) * 100n, bidders: bidderBodies })),
      beginsAt: instant(0), ending: 'contracted', openingMinute: 9 * 60, incident: 'none',
    },
  };
}

export async function tenderNow(): Promise<Tender> {
  return await tenderOf(asScene());
}

export async function documentNow() {
  return present((await tenderNow()).published, 'published').document;
}

/** How the own bid of this bidder stands. */
export async function bidOf(player: Player, lotId: string) {
  return (await readHead(house.platform.pool, bid, bidIdOf(lotId, present(player.actor.orgId, 'organisation'))))?.state;
}

/** The officer of the centre or the department that this tender has. */
export async function officerBeside(which: 'centre' | 'department', role: string): Promise<Player> {
  const { [which]: { orgId } } = await tenderNow();
  return officerOf(cast, players, present(cast.organisations.find((each) => each.orgId === orgId), which), role);
}

export function pdf(part: string): string {
  return fileURLToPath(new URL(`../../world/files/${part}.pdf`, import.meta.url));
}

/** A scan as people upload it, each another file. */
export function scan(title: string) {
  return { name: `${title}.pdf`, mimeType: 'application/pdf', buffer: Buffer.concat([readFileSync(pdf('commercial')), Buffer.from(`\n% ${title}\n`)]) };
}

export function instantOf(text: string): Instant {
  return present(parseInstant(text), text);
}
