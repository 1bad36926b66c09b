import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok } from '#kernel/result.ts';
import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import { valueOf } from '#rules/pack.ts';
import { award } from '#trade/award/award.ts';
import { lotIdSchema, subjectOf } from '#trade/award/lot-schemas.ts';
import { openings } from '#trade/award/neighbours.ts';
import { contract } from '#trade/contract/contract.ts';
import { deposit, isUnsettled } from '#trade/deposit/deposit.ts';
import { deal } from '#trade/deal/deal.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { sale } from '#trade/sale/sale.ts';
import { hasMoneyOut, ledger } from '#service/ledger/ledger.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { archive } from './archive.ts';
import { archiveRefusals as refusals } from './archive.refusals.ts';
import type { ArchiveCause } from './archive.types.ts';
import { retainUntil } from './manifest.ts';
import { ownerOf } from './owner.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, '摘要应为 64 位十六进制');
const compileBody = z.strictObject({ lotId: lotIdSchema, manifestSha256: hashSchema, manifestBytes: z.int().min(2), files: z.int().min(0), events: z.int().min(1) });
const acceptBody = z.strictObject({ lotId: lotIdSchema, manifestSha256: hashSchema, signature: signatureSchema });

/** How a lot that was for sale ended; null while a publicity runs or money of deposits is out. */
function causeOfSale(world: World, lotId: string, now: Instant): ArchiveCause | null {
  const found = world.find(deal, lotId);
  if (found?.status !== 'closed' || now < (found.result?.until ?? 0) || hasMoneyOut(world.find(ledger, lotId))) return null;
  return found.outcome.kind === 'sold' && found.lapse === null ? 'completed' : 'failed';
}

/** How the lot ended; null while it goes on or owes something. */
function causeOf(world: World, lotId: string): ArchiveCause | null {
  if (world.list(deposit, `${lotId}:`).some(({ state }) => isUnsettled(state))) return null;
  if (world.find(contract, lotId)?.status === 'signed') return 'completed';
  if (world.find(tender, tenderIdOf(lotId))?.termination) return 'terminated';
  const lot = world.find(openings, tenderIdOf(lotId))?.lots.find((each) => each.lotId === lotId);
  return lot?.status === 'failed' || world.find(award, lotId)?.failure ? 'failed' : null;
}

/** The manifest has been written by the worker; here it is recorded that the lot is over and how long its archive stays. */
const compile = command({
  name: 'archive.compile', title: '编制档案', roles: ['system.clock'], body: compileBody,
  reads: ({ lotId }) => ({ streams: streams([archive, lotId]), peek: streams([contract, lotId], [award, lotId], [openings, tenderIdOf(lotId)], [tender, tenderIdOf(lotId)], [sale, tenderIdOf(lotId)], [deal, lotId], [ledger, lotId]), prefixes: [`deposit:${lotId}:`] }),
  decide({ body: { lotId, ...compiled }, now, world }) {
    const [found, offered] = [world.find(tender, tenderIdOf(lotId)), world.find(sale, tenderIdOf(lotId))];
    const cause = offered ? causeOfSale(world, lotId, now) : causeOf(world, lotId);
    if (world.find(archive, lotId)) return err(refusals.compiled({}));
    if ((!found && !offered) || cause === null) return err(refusals.notReady({}));
    const retainYears = found ? valueOf(packOf(found), 'eng.archive.years', 'year') : retainYearsOf(offered);
    return ok({ events: [emit(archive, lotId, { kind: 'ArchiveCompiled', tenderId: tenderIdOf(lotId), cause, ...compiled, retainYears, retainUntil: retainUntil(now, retainYears) })] });
  },
});

export function retainYearsOf(offered: Sale | null): number {
  const { kind, areaCode, publishedAt } = present(offered, 'sale');
  return valueOf(packOfSale(kind, areaCode, publishedAt), 'sale.archive.years', 'year');
}

/** Both archive subjects take the same package (办法 第二十五条; 阿拉善 第二十四条): each signs its fingerprint. */
function accept({ trust }: Services, side: 'centre' | 'initiator') {
  const [name, roles]: [string, readonly Role[]] = side === 'centre' ? ['archive.accept', ['serve.archive']] : ['archive.acceptByInitiator', ['initiate.operator']];
  return command({
    name, title: side === 'centre' ? '接收档案' : '发起方接收档案', roles, body: acceptBody,
    prepare: async ({ body: { lotId, manifestSha256, signature }, actor, now }) => verifyAct(trust, { act: name, subject: subjectOf(lotId), content: { manifestSha256 }, actor, now }, signature),
    reads: ({ lotId }) => ({ streams: streams([archive, lotId]), peek: streams([tender, tenderIdOf(lotId)], [sale, tenderIdOf(lotId)]) }),
    decide({ body: { lotId, manifestSha256 }, actor, world, prepared }) {
      const [state, found] = [world.find(archive, lotId), ownerOf(world.find(tender, tenderIdOf(lotId)), world.find(sale, tenderIdOf(lotId)))];
      if (!state || !found) return err(refusals.absent({}));
      if (actor.orgId === null || actor.orgId !== found[side].orgId) return err(refusals.notSubject({}));
      if (state.manifestSha256 !== manifestSha256) return err(refusals.otherManifest({}));
      if (state.accepted.some((each) => each.side === side)) return err(refusals.accepted({}));
      return ok({ events: [emit(archive, lotId, { kind: 'ArchiveAccepted', side, orgId: actor.orgId, ...prepared })] });
    },
  });
}

export function archiveCommands(services: Services) {
  return anyCommands(compile, accept(services, 'centre'), accept(services, 'initiator'));
}
