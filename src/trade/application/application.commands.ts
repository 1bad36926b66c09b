import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { formatFen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { buyerRoles } from '#kernel/roles.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import { personFinding } from '#rules/sale/buyers.ts';
import { getSaleKind, preferenceOf } from '#rules/sale/kinds.ts';
import { drawPayCode } from '#service/bank/pay-code.ts';
import { organisation } from '#service/subject/organisation.ts';
import { contentOf } from '#service/subject/schemas.ts';
import { command, emit, streams, type Emitted, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { fileRefSchema, requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { auction, isUnseated, roll, seated } from '#trade/auction/auction.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { saleRefusals as refusals } from '#trade/sale/sale.refusals.ts';
import { lotIdSchema, priceSchema } from '#trade/sale/sale.schema.ts';
import { sale } from '#trade/sale/sale.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { application, applicationId, freePaddle } from './application.ts';
import type { Application } from './application.types.ts';

const scoreSchema = z.string().regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, '得分写成数字，最多两位小数');
export const applyBody = z.strictObject({ lotId: lotIdSchema, isPreferred: z.boolean(), files: z.array(fileRefSchema).max(40), signature: signatureSchema });
export const qualifyBody = z.strictObject({ lotId: lotIdSchema, bidderId: z.string().min(4).max(40), isQualified: z.boolean(), reason: z.string().trim().max(2000), scores: z.array(scoreSchema).max(20).optional(), signature: signatureSchema });
export const depositBody = z.strictObject({ lotId: lotIdSchema, bidderId: z.string().min(4).max(40), amountFen: priceSchema, reference: z.string().min(1).max(80) });

/** 竞买申请: from the first tap to a number in the hall. Who applied is the seller's and the department's to know. */
export function applicationCommands({ trust, dataDir }: Services) {
  const uploads = openUploads(dataDir);

  const apply = command({
    name: 'application.apply', title: '提交竞买申请', roles: buyerRoles, body: applyBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.files);
      return brought.ok ? verifyAct(trust, { act: 'application.apply', subject: { lotId: body.lotId }, content: contentOf(body) as Json, actor, now }, body.signature) : brought;
    },
    reads: ({ lotId }, { orgId }) => ({ streams: streams([application, applicationId(lotId, orgId ?? '')]), peek: streams([sale, tenderIdOf(lotId)], [organisation, orgId ?? '']) }),
    decide({ body: { lotId, isPreferred, files }, actor, now, world, prepared, randomBytes }) {
      const found = lotOf(world, lotId);
      if (!found.ok) return found;
      const { lot, whole } = found.value;
      const self = world.find(organisation, actor.orgId ?? '');
      if (!self) return err(refusals.notRegistered({}));
      if (self.orgId === whole.seller.orgId) return err(refusals.ownLot({}));
      const [barred] = self.kind === 'naturalPerson' ? blocking([personFinding(getSaleKind(whole.kind), packOfSale(whole.kind, whole.areaCode, whole.publishedAt))]) : [];
      if (barred) return err(refusalOf(barred));
      if (isPreferred && !preferenceIn(whole)) return err(refusals.noPreference({ kind: getSaleKind(whole.kind).title }));
      if (world.find(application, applicationId(lotId, self.orgId))) return err(refusals.applied({}));
      if (now >= lot.applyUntil) return err(refusals.applicationsOver({ until: formatDeadline(lot.applyUntil) }));
      const payCode = drawPayCode(randomBytes);
      return ok({ events: [emit(application, applicationId(lotId, self.orgId), { kind: 'Applied', saleId: whole.saleId, bidderName: self.name, payCode, isPreferred, files, ...prepared })], result: { payCode, depositFen: lot.depositFen } });
    },
  });

  const qualify = command({
    name: 'application.qualify', title: '确认竞买资格', roles: ['initiate.operator'], body: qualifyBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'application.qualify', subject: { lotId: body.lotId, bidderId: body.bidderId }, content: contentOf(body) as Json, actor, now }, body.signature),
    reads: ({ lotId, bidderId }) => ({ streams: streams([application, applicationId(lotId, bidderId)], [auction, lotId], [roll, lotId]), peek: streams([sale, tenderIdOf(lotId)]) }),
    decide({ body, actor, world, prepared, randomBytes }) {
      const found = lotOf(world, body.lotId);
      if (!found.ok) return found;
      const own = world.find(application, applicationId(body.lotId, body.bidderId));
      if (found.value.whole.seller.orgId !== actor.orgId) return err(refusals.notYours({}));
      if (!own) return err(refusals.noApplication({}));
      if (own.qualification) return err(refusals.decided({}));
      if (!body.isQualified && body.reason === '') return err(refusals.reasonWanted({}));
      const scored = scoresOf(found.value.lot, body);
      if (!scored.ok) return scored;
      const decided = emit(application, applicationId(body.lotId, body.bidderId), { kind: 'QualificationDecided', isQualified: body.isQualified, reason: body.reason, ...scored.value, ...prepared });
      return ok({ events: [decided, ...admission(world, { ...own, qualification: { isQualified: body.isQualified, reason: body.reason, at: own.appliedAt, ...scored.value } }, found.value.lot, randomBytes)] });
    },
  });

  const recordDeposit = command({
    name: 'application.recordDeposit', title: '登记竞买保证金到账', roles: ['system.clock'], body: depositBody,
    reads: ({ lotId, bidderId }) => ({ streams: streams([application, applicationId(lotId, bidderId)], [auction, lotId], [roll, lotId]), peek: streams([sale, tenderIdOf(lotId)]) }),
    // In time is what the bank had by then; its line may be read long after.
    decide({ body: { lotId, bidderId, amountFen, reference }, world, now, randomBytes }) {
      const found = lotOf(world, lotId);
      if (!found.ok) return found;
      const own = world.find(application, applicationId(lotId, bidderId));
      if (!own) return err(refusals.noApplication({}));
      if (own.deposit) return err(refusals.depositTwice({}));
      const { lot } = found.value;
      if (BigInt(amountFen) < BigInt(lot.depositFen)) return err(refusals.depositShort({ got: formatFen(BigInt(amountFen)), want: formatFen(BigInt(lot.depositFen)) }));
      const arrived = emit(application, applicationId(lotId, bidderId), { kind: 'DepositArrived', amountFen, reference });
      return ok({ events: [arrived, ...admission(world, { ...own, deposit: { amountFen, arrivedAt: now } }, lot, randomBytes)] });
    },
  });

  return anyCommands(apply, qualify, recordDeposit);
}

type Scored = { readonly scores?: readonly string[]; readonly points?: string };

/** Under weights the seller scores every announced term with the qualification, before anyone bids; elsewhere there is nothing to score. */
function scoresOf({ mode }: SaleLot, { isQualified, scores }: z.infer<typeof qualifyBody>): Result<Scored, Refusal> {
  const criteria = mode.kind === 'weighted' && isQualified ? mode.criteria : [];
  const given = scores ?? [];
  if (given.length !== criteria.length) return err(refusals.scoresWanted({ got: `${given.length} 项`, want: `${criteria.length} 项` }));
  const marks = given.map(markOf);
  const over = criteria.find(({ most }, i) => ratio.compare(marks[i] ?? ratio.zero, markOf(most)) > 0);
  if (over) return err(refusals.scoreOver({ title: over.title, got: given[criteria.indexOf(over)] ?? '', want: over.most }));
  return ok(criteria.length === 0 ? {} : { scores: given, points: ratio.round(ratio.sum(marks), 4).replace(/\.?0+$/, '') });
}

function markOf(text: string): ratio.Ratio {
  const parsed = ratio.parse(text);
  return parsed.ok ? parsed.value : ratio.zero;
}

/** Qualified and paid, where there is something to pay: a number, given by nobody. It stands on the roll until the hall begins; what the bank tells later goes into the hall itself. */
function admission(world: World, own: Application, { depositFen }: SaleLot, randomBytes: (length: number) => Uint8Array): Emitted[] {
  const hall = world.find(auction, own.lotId);
  if (!own.qualification?.isQualified || (!own.deposit && depositFen !== '0') || own.paddle !== null || !hall) return [];
  const paddle = freePaddle(seated(hall, world.find(roll, own.lotId)).participants.map((each) => each.paddle), randomBytes);
  const participant = { paddle, isPreferred: own.isPreferred, points: own.qualification.points ?? '0' };
  return [
    emit(application, applicationId(own.lotId, own.bidderId), { kind: 'PaddleGiven', paddle }),
    isUnseated(hall.auction) ? emit(roll, own.lotId, { kind: 'NumberEntered', ...participant }) : emit(auction, own.lotId, { kind: 'ParticipantAdmitted', ...participant }),
  ];
}

function lotOf(world: World, lotId: string): Result<{ lot: SaleLot; whole: Sale }, Refusal> {
  const whole = world.find(sale, tenderIdOf(lotId));
  const lot = whole?.lots.find((each) => each.lotId === lotId);
  return whole && lot ? ok({ lot, whole }) : err(refusals.absent({}));
}

function preferenceIn({ kind, areaCode, publishedAt }: Sale): boolean {
  return preferenceOf(getSaleKind(kind), packOfSale(kind, areaCode, publishedAt)) !== null;
}
