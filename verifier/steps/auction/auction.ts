import type { Bundle, ShownEvent } from '../../bundle.ts';
import { ensure } from '../../fault.ts';
import { cosignedWithinSeconds } from '../../limits.ts';
import { sameJson } from '../../json.ts';
import { decimal } from '../../ratio.ts';
import { bodyOf, type Record } from '../../record.ts';
import type { Reader } from '../../shape.ts';
import type { LogFacts } from '../log.ts';
import type { Announced } from './announcement.ts';
import type { Participant } from './hall.ts';
import { replay, type RecordedOutage, type Refused, type Replayed } from './replay.ts';
import { money, type Terms } from './terms.ts';

export type HallFacts = Replayed & { readonly people: number; /** Of the end; null where trust asks for no co-signers. */ readonly cosignedAfterSeconds: number | null; readonly ended: ShownEvent };

const microsPerSecond = 1_000_000;

/** Every event of the hall, decided again under what was announced; who stood there; and that its end was soon under the co-signers' names. */
export function verifyHall({ bundle, record, log, announced }: { readonly bundle: Bundle; readonly record: Record; readonly log: LogFacts; readonly announced: Announced }): HallFacts {
  const ended = record.one('auction', 'AuctionEnded', 'auction.outcome');
  ensure(ended.index < log.first.size, 'log.inclusion', '第一个检查点没有包含竞价的结束');
  const people = readPeople(record, ended, announced.terms);
  checkApplications(record, people);
  const replayed = replay({
    lotId: bundle.lotId, terms: announced.terms, startAt: announced.startAt, people: people.map(({ paddle, isPreferred, points }) => ({ paddle, isPreferred, points: decimal(points) })),
    happened: record.all('auction').filter(({ kind }) => kind !== 'AuctionScheduled'), outages: record.all('outage').map(readOutage), refused: record.all('attempt').map(readRefused),
  });
  for (const bid of record.all('auction', 'BidAccepted')) checkAdmittedBefore(record, bid);
  const isSeatedHidden = record.all('auction', 'ParticipantsSeated').length === 0;
  const unchecked = [...replayed.unchecked, ...(isSeatedHidden ? ['开始时入座的竞买号不在这一版中：公布的竞买号是不是就是入座的，没有核对'] : [])];
  return { ...replayed, unchecked, people: people.length, cosignedAfterSeconds: checkCosigned(ended, log), ended };
}

type Announcedly = Pick<Participant, 'paddle' | 'isPreferred'> & { readonly points: string };

/** Told with the end: as many as were admitted before, and no others. */
function readPeople(record: Record, ended: ShownEvent, { stages, afterCap }: Terms): Announcedly[] {
  const code = 'auction.participants';
  const told = record.one('auction', 'ParticipantsAnnounced', code);
  ensure(told.index === ended.index && told.version === ended.version + 1, code, '竞买人没有随结束一起公布');
  const people = bodyOf(told, code).exactly(['participants']).at('participants').list(100_000).map((each) => readParticipant(each));
  ensure(new Set(people.map(({ paddle }) => paddle)).size === people.length, code, '竞买号重复');
  const shown = record.all('auction').filter(({ version }) => version <= ended.version);
  const seated = checkSeated(record, shown);
  const admitted = shown.filter(({ kind }) => kind === 'ParticipantAdmitted').map((event) => readParticipant(bodyOf(event, code)));
  for (const each of admitted) ensure(people.some((other) => sameJson(each, other)), code, `${each.paddle} 号与其取得资格时的条件不同`);
  const isSealing = [...stages, ...afterCap].some((stage) => stage.kind === 'call' || ((stage.kind === 'sealed' || stage.kind === 'nearest') && !stage.isEnveloped));
  const hidden = ended.version - shown.length;
  for (const each of seated ?? []) ensure(people.some((other) => sameJson(each, other)), code, `${each.paddle} 号与其入座时的条件不同`);
  if (seated !== null && !isSealing) ensure(seated.length + admitted.length + hidden === people.length, code, '公布的竞买人与入座的数目不同');
  return people;
}

/** Who had a number at the start, all at once and right before it; null in an edition that does not show it. */
function checkSeated(record: Record, shown: readonly ShownEvent[]): Announcedly[] | null {
  const code = 'auction.participants';
  const all = record.all('auction', 'ParticipantsSeated');
  const [event] = all;
  const begun = shown.find(({ kind }) => kind === 'StageBegun');
  ensure(all.length <= 1, code, '竞买人只能入座一次');
  const early = begun && shown.find((each) => each.kind === 'ParticipantAdmitted' && each.version < begun.version);
  ensure(early === undefined, code, '开始以前取得资格的，应随开始一起入座');
  if (!event) return null;
  ensure(begun !== undefined && event.index === begun.index && event.version === begun.version - 1, code, '竞买人没有在开始时一起入座');
  return bodyOf(event, code).exactly(['participants']).at('participants').list(100_000).map(readParticipant);
}

function readParticipant(each: Reader): Announcedly {
  each.exactly(['paddle', 'isPreferred', 'points']);
  return { paddle: each.at('paddle').count(), isPreferred: each.at('isPreferred').flag(), points: each.at('points').text(/^\d{1,3}(?:\.\d{1,30})?$/) };
}

/** Where applications are shown: whoever got a number was found qualified, and stands in the hall under the terms it applied with. */
function checkApplications(record: Record, people: readonly Announcedly[]): void {
  const code = 'auction.participants';
  for (const given of record.all('application', 'PaddleGiven')) {
    const paddle = bodyOf(given, code).exactly(['paddle']).at('paddle').count();
    const of = (kind: string): ShownEvent | undefined => record.all('application', kind).find(({ stream }) => stream === given.stream);
    const [applied, qualified] = [of('Applied'), of('QualificationDecided')];
    const own = people.find((each) => each.paddle === paddle);
    ensure(qualified === undefined || qualified.body['isQualified'] === true, code, `${paddle} 号没有取得资格`);
    if (own && applied) ensure(applied.body['isPreferred'] === own.isPreferred, code, `${paddle} 号的优先权与其申请不同`);
    const [, , bidderId] = given.stream.split(':');
    const others = record.all('attempt').filter(({ stream, body }) => stream.endsWith(`:${bidderId}`) && body['paddle'] !== paddle);
    ensure(others.length === 0, code, `${paddle} 号被拒绝的报价记在了别的号下`);
  }
}

/** Where admissions are shown, nobody bid before its own. */
function checkAdmittedBefore(record: Record, bid: ShownEvent): void {
  const admitted = record.all('auction', 'ParticipantAdmitted').find(({ body }) => body['paddle'] === bid.body['paddle']);
  ensure(admitted === undefined || admitted.version < bid.version, 'auction.participants', `${String(bid.body['paddle'])} 号在取得资格之前报价`);
}

function readOutage(event: ShownEvent): RecordedOutage {
  const body = bodyOf(event, 'auction.event').exactly(['from', 'to']);
  return { from: body.at('from').count(), to: body.at('to').count(), index: event.index };
}

function readRefused(event: ShownEvent): Refused {
  const body = bodyOf(event, 'auction.event').exactly(['paddle', 'priceFen', 'refusal']);
  return { paddle: body.at('paddle').count(), price: money(body.at('priceFen')), at: event.at, index: event.index };
}

function checkCosigned(ended: ShownEvent, { cosignedSecond }: LogFacts): number | null {
  if (cosignedSecond === null) return null;
  const seconds = cosignedSecond - Math.floor(ended.at / microsPerSecond);
  ensure(seconds >= -cosignedWithinSeconds, 'auction.cosigned', `竞价的结束在其所写的时刻 ${-seconds} 秒之前就有共签`);
  ensure(seconds <= cosignedWithinSeconds, 'auction.cosigned', `竞价的结束 ${seconds} 秒之后才有足够的共签，应不超过 ${cosignedWithinSeconds} 秒：结束前有过哪些报价，只有平台自己为证`);
  return seconds;
}
