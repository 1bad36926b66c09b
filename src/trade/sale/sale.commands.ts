import { z } from 'zod';
import type { Json } from '#kernel/json.ts';
import { lotIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import type { RulePack } from '#rules/pack.ts';
import { getSaleKind, saleKindCodes, venueOf, type SaleKind } from '#rules/sale/kinds.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { auctioneer } from '#service/subject/auctioneer.ts';
import { directory } from '#service/subject/directory.ts';
import { organisation, type Organisation } from '#service/subject/organisation.ts';
import { areaSchema, contentOf, idSchema, usccSchema } from '#service/subject/schemas.ts';
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
  /** For whom an exchange announces, and on what paper. */
  onBehalfOf: z.strictObject({ orgId: usccSchema, entrustment: fileRefSchema }).optional(),
  lots: z.array(lotPlanSchema).min(1, '至少一个标的').max(60),
  signature: signatureSchema,
});

/** The announcement and the auctions it schedules are one act: nothing can be announced that is not then held. */
export function saleCommands({ trust, dataDir, mode }: Services) {
  const uploads = openUploads(dataDir);
  const calendar = calendarFor(mode);
  return anyCommands(command({
    name: 'sale.publish', title: '发布出让、转让公告', roles: ['initiate.operator', 'exchange.operator'], body: publishSaleBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.onBehalfOf ? [...body.files, body.onBehalfOf.entrustment] : body.files);
      return brought.ok ? verifyAct(trust, { act: 'sale.publish', subject: { saleId: body.saleId }, content: contentOf(body) as Json, actor, now }, body.signature) : brought;
    },
    reads({ saleId, lots, kind, areaCode, onBehalfOf }, { orgId }) {
      const offices = officesOf(kind, areaCode);
      const held = lots.flatMap(({ mode }, i) => (mode.kind === 'lotteryAfterCap' ? streams([lottery, lotIdOf(saleId, i + 1)]) : isSealed(mode) ? streams([sealing, lotIdOf(saleId, i + 1)]) : []));
      return {
        streams: [...streams([sale, saleId], ...lots.map((_, i) => [auction, lotIdOf(saleId, i + 1)] as const)), ...held],
        ...(held.length > 0 ? { prefixes: ['keyHolder:'] } : {}),
        peek: streams([organisation, onBehalfOf?.orgId ?? orgId ?? ''], [directory, offices.centre.areaCode], [directory, offices.department.areaCode], ...lots.flatMap(({ mode }) => (mode.kind === 'auction' ? [[auctioneer, mode.auctioneerId] as const] : []))),
      };
    },
    decide({ body, actor, now, world, prepared }) {
      const kind = getSaleKind(body.kind);
      if (kind.runs !== 'platform') return err(elsewhere(kind, packOfSale(body.kind, body.areaCode, now)));
      if (world.find(sale, body.saleId)) return err(refusals.exists({}));
      const offices = officesOf(body.kind, body.areaCode);
      const [centre, department] = [holderOf(world, offices.centre), holderOf(world, offices.department)];
      if (!centre) return err(refusals.centreAbsent({ centre: offices.centre.name }));
      if (!department) return err(refusals.departmentAbsent({ department: offices.department.name }));
      const announced = checkAnnouncer(body, { actor, host: kind.host === 'propertyExchange' ? centre : null, seller: world.find(organisation, body.onBehalfOf?.orgId ?? actor.orgId ?? '') });
      if (!announced.ok) return announced;
      const seller = announced.value;
      const presiding = body.lots.map(({ mode }) => (mode.kind === 'auction' ? world.find(auctioneer, mode.auctioneerId) : null));
      const nobody = body.lots.findIndex(({ mode }, i) => mode.kind === 'auction' && !presiding[i]);
      if (nobody >= 0) return err({ ...refusals.auctioneerUnknown({}), path: `lots.${nobody}.mode.auctioneerId` });
      const registeredOn = ofInstant(now);
      const pack = packOfSale(body.kind, body.areaCode, now);
      for (const [i, lot] of body.lots.entries()) {
        const [wrong] = blocking(checkLotPlan({ kind: body.kind, lot, noticeAt: now, areaCode: body.areaCode }, calendar));
        if (wrong) return err({ ...refusalOf(wrong), path: `lots.${i}.${wrong.path}` });
        const played = checkTerms(auctionTermsOf(lot, kind, pack));
        if (!played.ok) return err({ ...played.error, path: `lots.${i}.mode` });
      }
      const { signature: _, saleId, lots, onBehalfOf, ...text } = body;
      const numbered = lots.map((lot, i) => ({ ...lot, lotId: lotIdOf(saleId, i + 1), number: i + 1 }));
      const held = holdersOf({ saleId, lots: numbered, seller, centre }, world);
      if (!held.ok) return held;
      return ok({
        events: [
          emit(sale, saleId, { kind: 'SalePublished', sale: { ...text, ...(onBehalfOf ? { entrustment: onBehalfOf.entrustment } : {}), seller, centre, department, registeredOn, lots: numbered }, ...prepared }),
          ...numbered.map((lot, i) => emit(auction, lot.lotId, {
            ...(presiding[i] ? { auctioneer: presiding[i] } : {}),
            kind: 'AuctionScheduled', saleId, title: lot.name, category: kind.title, seller, department, depositFen: lot.depositFen, reserveHash: lot.reserveHash,
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

type Announcing = { readonly actor: Actor; /** The exchange that the law wants for this kind; null where the seller announces itself. */ readonly host: Party | null; readonly seller: Organisation | null };

/** 企业国有资产法 第五十四条: what is sold in an exchange is announced by it, for the owner and on its paper; everything else by the owner. */
function checkAnnouncer({ onBehalfOf }: Pick<z.infer<typeof publishSaleBody>, 'onBehalfOf'>, { actor, host, seller }: Announcing): Result<Party, Refusal> {
  if (host === null && (actor.role === 'exchange.operator' || onBehalfOf)) return err(refusals.notForExchange({}));
  if (host !== null && (actor.role !== 'exchange.operator' || actor.orgId !== host.orgId)) return err(refusals.exchangeOnly({ exchange: host.name }));
  if (host !== null && !onBehalfOf) return err(refusals.entrustmentWanted({}));
  if (seller?.kind !== 'initiator') return err(host === null ? refusals.notASeller({}) : refusals.transferorUnknown({}));
  return ok({ orgId: seller.orgId, name: seller.name });
}

/** Where instead, and on whose word. */
function elsewhere(kind: SaleKind, pack: RulePack): Refusal {
  const venue = venueOf(kind, pack);
  return { ...refusals.heldElsewhere({ kind: kind.title, where: venue?.text ?? '依法在别处交易' }), ...(venue ? { article: venue.citation } : {}) };
}

function holderOf(world: World, { areaCode, office }: Place): Party | null {
  return world.find(directory, areaCode)?.holders[office] ?? null;
}
