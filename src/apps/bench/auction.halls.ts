import { z } from 'zod';
import { ok } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auctionCommands } from '#trade/auction/auction.commands.ts';
import { registerAuctionRoutes } from '#trade/auction/auction.routes.ts';
import { attempt, auction } from '#trade/auction/auction.ts';
import type { AuctionTerms } from '#trade/auction/engine/engine.types.ts';

export const seller = { orgId: 'ORG-SELLER', name: '阿拉善左旗自然资源局（演示）' };
export const department = { orgId: 'ORG-DEPARTMENT', name: '阿拉善盟自然资源局（演示）' };
export const sampleLot = '0123456789abcdef-1';

/** Thirty million, steps of one hundred thousand, a countdown of five minutes. */
export const sampleTerms: AuctionTerms = {
  direction: 'up', startFen: '3000000000', tiers: [{ fromFen: '0', stepFen: '10000000' }], capFen: null, hasReserve: false, weights: null,
  stages: [{ kind: 'countdown', cycleMs: 300_000 }], afterCap: [],
};

const nothing = { statement: {}, signature: {} };
const scheduleBody = z.strictObject({ lotId: z.string(), startAt: z.number(), terms: z.unknown(), reserveHash: z.string().nullable() });
const admitBody = z.strictObject({ lotId: z.string(), bidderId: z.string(), paddle: z.number() });

/** Halls as they stand once announcement and admissions lie behind them. */
export const makeHallStageModule: MakeModule = (services) => ({
  name: 'auction', aggregates: [auction, application, attempt],
  commands: [...auctionCommands(services), ...anyCommands(
    command({
      name: 'stage.schedule', title: '排定', roles: ['system.clock'], body: scheduleBody,
      reads: ({ lotId }) => ({ streams: streams([auction, lotId]) }),
      decide: ({ body: { lotId, startAt, terms, reserveHash } }) => ok({ events: [emit(auction, lotId, {
        kind: 'AuctionScheduled', saleId: lotId.slice(0, 16), title: '阿左旗 2026-17 号工业用地', category: '国有建设用地使用权', seller, department, depositFen: '600000000',
        reserveHash, terms: terms as AuctionTerms, startAt: startAt as never,
      })] }),
    }),
    command({
      name: 'stage.admit', title: '入场', roles: ['system.clock'], body: admitBody,
      reads: ({ lotId, bidderId }) => ({ streams: streams([auction, lotId], [application, applicationId(lotId, bidderId)]) }),
      decide: ({ body: { lotId, bidderId, paddle } }) => ok({ events: [
        emit(application, applicationId(lotId, bidderId), { kind: 'Applied', saleId: lotId.slice(0, 16), bidderName: bidderId, payCode: '0', isPreferred: false, files: [], ...nothing }),
        emit(application, applicationId(lotId, bidderId), { kind: 'PaddleGiven', paddle }),
        emit(auction, lotId, { kind: 'ParticipantAdmitted', paddle, isPreferred: false, points: '0' }),
      ] }),
    }),
  )],
  routes: registerAuctionRoutes,
});

export function bidderActor(n: number): Actor {
  return { id: `person:b${n}`, role: 'respond.operator', personId: `b${n}`, orgId: `ORG-B${n}` };
}
