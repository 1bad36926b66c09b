import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { lotIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import { getSaleKind, saleKindCodes } from '#rules/sale/kinds.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { directory } from '#service/subject/directory.ts';
import { organisation } from '#service/subject/organisation.ts';
import { areaSchema, contentOf, idSchema } from '#service/subject/schemas.ts';
import { command, emit, streams, type Emitted, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { fileRefSchema, requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { auction } from '#trade/auction/auction.ts';
import { checkTerms } from '#trade/auction/engine/terms.ts';
import { lottery, lotteryDrawId } from '#trade/lottery/lottery.ts';
import { sealing } from '#trade/sealing/sealing.ts';
import { chooseKeyHolders } from '#trade/tender/tender.holders.ts';
import { sale } from './sale.ts';
import { officesOf, type Place } from './sale.offices.ts';
import { checkLotPlan, packOfSale } from './sale.plan.ts';
import { saleRefusals as refusals } from './sale.refusals.ts';
import { lotPlanSchema } from './sale.schema.ts';
import { auctionTermsOf, isSealed } from './sale.terms.ts';
import type { Party, Sale } from './sale.types.ts';

export const publishSaleBody = z.strictObject({
  saleId: idSchema.length(16),
  kind: z.enum(saleKindCodes, '请从列表中选择交易种类'),
  title: z.string().trim().min(4, '请填写公告标题').max(120),
  areaCode: areaSchema,
  text: z.string().trim().min(10, '请填写公告正文').max(40_000),
  files: z.array(fileRefSchema).max(60),
  lots: z.array(lotPlanSchema).min(1, '至少一个标的').max(60),
  signature: signatureSchema,
});

/** The announcement and the auctions it schedules are one act: nothing can be announced that is not then held. */
export function saleCommands({ trust, dataDir, mode }: Services) {
  const uploads = openUploads(dataDir);
  const calendar = calendarFor(mode);
  return anyCommands(command({
    name: 'sale.publish', title: '发布出让、转让公告', roles: ['initiate.operator'], body: publishSaleBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.files);
      return brought.ok ? verifyAct(trust, { act: 'sale.publish', subject: { saleId: body.saleId }, content: contentOf(body) as Json, actor, now }, body.signature) : brought;
    },
    reads({ saleId, lots, kind, areaCode }, { orgId }) {
      const offices = officesOf(kind, areaCode);
      const held = lots.flatMap(({ mode }, i) => (mode.kind === 'lotteryAfterCap' ? streams([lottery, lotIdOf(saleId, i + 1)]) : isSealed(mode) ? streams([sealing, lotIdOf(saleId, i + 1)]) : []));
      return {
        streams: [...streams([sale, saleId], ...lots.map((_, i) => [auction, lotIdOf(saleId, i + 1)] as const)), ...held],
        ...(held.length > 0 ? { prefixes: ['keyHolder:'] } : {}),
        peek: streams([organisation, orgId ?? ''], [directory, offices.centre.areaCode], [directory, offices.department.areaCode]),
      };
    },
    decide({ body, actor, now, world, prepared }) {
      const kind = getSaleKind(body.kind);
      if (kind.runs !== 'platform') return err(refusals.heldElsewhere({ kind: kind.title }));
      if (world.find(sale, body.saleId)) return err(refusals.exists({}));
      const seller = world.find(organisation, actor.orgId ?? '');
      if (seller?.kind !== 'initiator') return err(refusals.notASeller({}));
      const offices = officesOf(body.kind, body.areaCode);
      const [centre, department] = [holderOf(world, offices.centre), holderOf(world, offices.department)];
      if (!centre) return err(refusals.centreAbsent({ centre: offices.centre.name }));
      if (!department) return err(refusals.departmentAbsent({ department: offices.department.name }));
      const registeredOn = ofInstant(now);
      const pack = packOfSale(body.kind, body.areaCode, now);
      for (const [i, lot] of body.lots.entries()) {
        const [wrong] = blocking(checkLotPlan({ kind: body.kind, lot, noticeAt: now, areaCode: body.areaCode }, calendar));
        if (wrong) return err({ ...refusalOf(wrong), path: `lots.${i}.${wrong.path}` });
        const played = checkTerms(auctionTermsOf(lot, kind, pack));
        if (!played.ok) return err({ ...played.error, path: `lots.${i}.mode` });
      }
      const { signature: _, saleId, lots, ...announced } = body;
      const party: Party = { orgId: seller.orgId, name: seller.name };
      const numbered = lots.map((lot, i) => ({ ...lot, lotId: lotIdOf(saleId, i + 1), number: i + 1 }));
      const held = holdersOf({ saleId, lots: numbered, seller: party, centre }, world);
      if (!held.ok) return held;
      return ok({
        events: [
          emit(sale, saleId, { kind: 'SalePublished', sale: { ...announced, seller: party, centre, department, registeredOn, lots: numbered }, ...prepared }),
          ...numbered.map((lot) => emit(auction, lot.lotId, {
            kind: 'AuctionScheduled', saleId, title: lot.name, category: kind.title, seller: party, department, depositFen: lot.depositFen, reserveHash: lot.reserveHash,
            terms: auctionTermsOf(lot, kind, pack), startAt: lot.biddingFrom,
          })),
          ...held.value,
        ],
        result: { saleId, lots: numbered.map(({ lotId }) => lotId) },
      });
    },
  }));
}

/** A lot that may come to a draw or to sealed prices has its key holders from the start: their values lie in escrow before anyone has bid, and everyone knows to whom prices will be sealed. */
function holdersOf({ saleId, lots, seller, centre }: Pick<Sale, 'saleId' | 'lots' | 'seller' | 'centre'>, world: World): Result<Emitted[], Refusal> {
  const held = lots.filter(({ mode }) => mode.kind === 'lotteryAfterCap' || isSealed(mode));
  if (held.length === 0) return ok([]);
  const chosen = chooseKeyHolders({ tenderId: saleId, initiator: seller, agency: null, centre }, world.list(keyHolder, '').map(({ state }) => state));
  if (!chosen.ok) return err(refusals.noKeyHolders({}));
  return ok(held.map(({ lotId, mode }) => (mode.kind === 'lotteryAfterCap'
    ? emit(lottery, lotId, { kind: 'LotteryPrepared', drawId: lotteryDrawId(lotId, mode.until), holders: chosen.value })
    : emit(sealing, lotId, { kind: 'SealingPrepared', holders: chosen.value }))));
}

function holderOf(world: World, { areaCode, office }: Place): Party | null {
  return world.find(directory, areaCode)?.holders[office] ?? null;
}
