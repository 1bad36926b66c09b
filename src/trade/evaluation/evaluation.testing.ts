import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { capitalFen } from '#kernel/money.capital.ts';
import { ok } from '#kernel/result.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { evaluation } from './evaluation.ts';
import { decided, readsOf } from './hall.commands.ts';
import { tenders } from './neighbours.ts';
import { decideReturn } from './return.ts';

/** The neighbours' states as an evaluation finds them: five members, `prices.length` opened bids, one lot. */

export const place = '阿拉善左旗评标区 3 号室';
const usccs = ['91150100MA0N0000A1', '91150100MA0N0000B2', '91150100MA0N0000C3', '91150100MA0N0000D4', '91150100MA0N0000E5', '91150100MA0N0000F6'];
export const bidderIds = (count: number): string[] => usccs.slice(0, count);

export function sampleDocument(tenderId: string): TenderDocument {
  return {
    standardTextId: 'building', sections: [], values: {}, files: [], bidDeadlineAt: instant(0), documentFrom: instant(0), documentUntil: instant(0), bidValidityDays: 90, decryptWindowMinutes: 60,
    qualification: [{ id: 'q1', title: '施工总承包二级', requirement: '建筑工程施工总承包二级以上' }],
    lots: [{ lotId: `${tenderId}-1`, priceCapFen: '1500000000', depositFen: '20000000', durationDays: 300, quality: '合格', priceList: [{ code: '010101', name: '挖土方', unit: 'm3', quantity: '1000' }, { code: '010501', name: '混凝土基础', unit: 'm3', quantity: '200.5' }] }],
    scoring: {
      technical: [
        { id: 't1', title: '总体部署', points: '20', guide: '', objective: false },
        { id: 't2', title: '冬期施工措施', points: '20', guide: '', objective: false },
      ],
      commercial: [{ id: 'c1', title: '类似业绩', points: '10', guide: '每项 5 分', objective: true }],
      price: { points: '50', formula: { kind: 'benchmark-deviation', trimFrom: 5, coefficients: ['0.01', '0.02', '0.03'], overRate: '1', underRate: '0.5', floorPoints: '0' } },
      marksTrimFrom: 0,
    },
    awardMethod: { kind: 'first-candidate' }, candidatesMax: 3, acceptsConsortium: false, performanceBondRate: '0.1',
  };
}

export function sampleTender(tenderId: string, parties: { initiator?: string } = {}): Tender {
  const party = (orgId: string, name: string) => ({ orgId, name });
  const document = sampleDocument(tenderId);
  return {
    tenderId, projectId: 'p1', name: '门诊综合楼施工', category: 'construction', catalogueItem: 'construction.housing.works', method: 'open', areaCode: '152921',
    registeredAt: instant(0), registeredOn: '2026-09-01', initiator: party(parties.initiator ?? '12150000MB00000001', '阿拉善盟中心医院'), agency: null,
    centre: party('12152900MB00000002', '阿拉善盟公共资源交易中心'), department: party('11152900MB00000003', '阿拉善盟住房和城乡建设局'),
    transactionCode: { code: 'A15', provisional: true }, isStateFunded: true,
    lots: [{ lotId: `${tenderId}-1`, number: 1, name: '一标段', scope: '施工', estimateFen: '1600000000' }],
    venue: null, status: 'closed', draft: null,
    published: { version: 1, publishedAt: instant(0), document, documentHash: 'b1-JHk5DzjVNXhGo4WfrzHpQq8XAqC9j1oSExwYzqfs', keyHolders: [], k: 3 },
    amendments: [], openObjections: [], suspension: null, pausedSince: null, postponed: null, noticePublishedAt: instant(0), settledObjections: [],
  };
}

export function samplePanel(tenderId: string, personIds: readonly string[], reportAt: Instant): Panel {
  const member = (personId: string, n: number) => ({
    memberId: `m${n + 1}`, personId, name: `成员${n + 1}`, kind: n === 0 ? 'representative' as const : 'expert' as const, specialtyCode: null, employerOrgId: null,
    status: 'seated' as const, reason: null, avoidanceSignedAt: reportAt,
  });
  const [first] = personIds;
  return { tenderId, status: 'seated', request: {}, requestedAt: instant(0), reportAt, place, representative: { personId: first ?? '', name: '成员1' }, members: personIds.map(member) } as unknown as Panel;
}

export function sampleSheet(lotId: string, bidderId: string, priceFen: bigint): PriceSheet {
  const concrete = 3000000n;
  const earth = priceFen - concrete * 2005n / 10n;
  return {
    v: 1, lotId, bidderId, bidderName: `${bidderId.slice(-2)}建设有限公司`, priceFen: String(priceFen), priceCapital: capitalFen(priceFen), durationDays: 290, quality: '合格',
    projectManager: { name: '王工', certificate: '蒙1152020202100001' }, depositForm: 'guarantee',
    lines: [{ code: '010101', unitPriceFen: String(earth / 1000n), totalFen: String(earth) }, { code: '010501', unitPriceFen: String(concrete), totalFen: String(concrete * 2005n / 10n) }],
  };
}

export function sampleOpening(tenderId: string, prices: readonly bigint[], bidderIdsGiven: readonly string[] = bidderIds(prices.length)): Opening {
  const lotId = `${tenderId}-1`;
  return {
    tenderId, status: 'announced', closedAt: instant(0), host: null, decryptUntil: instant(0), objectUntil: null,
    lots: [{
      lotId, status: 'open', coefficient: { value: '0.02', transcript: null },
      accepted: prices.map((priceFen, n) => {
        const bidderId = bidderIdsGiven[n] as string;
        const priceSheet = sampleSheet(lotId, bidderId, priceFen);
        return {
          bidderId, bidderName: priceSheet.bidderName, version: 1, manifestHash: `${bidderId}-manifest`, receivedAt: instant(0), sealCheck: 'matches', released: [], wrong: [],
          outcome: { kind: 'opened', path: 'holders', priceSheet, stageKey: '00'.repeat(32) },
        };
      }),
    }],
  } as unknown as Opening;
}

type Put = { kind: 'Put'; json: string };

function standIn(type: string): Aggregate<unknown, Put> {
  return { type, gate: true, disclosure: { Put: 'department' }, evolve: (_, event) => JSON.parse(event.json) as unknown };
}

/** Puts states of the neighbouring modules in place, where those modules are not composed, and gives reports back as the award does. */
export const makeNeighbours: MakeModule = () => {
  const aggregates = ['tender', 'panel', 'opening', 'bid'].map(standIn);
  const put = command({
    name: 'neighbour.put', title: '置备', roles: ['system.clock'], body: z.strictObject({ type: z.string(), id: z.string(), json: z.string() }),
    reads: ({ type, id }) => ({ streams: streams([{ type }, id]) }),
    decide: ({ body }) => {
      const aggregate = aggregates.find(({ type }) => type === body.type) ?? standIn(body.type);
      return ok({ events: [emit(aggregate, body.id, { kind: 'Put', json: body.json })] });
    },
  });
  const giveBack = command({
    name: 'neighbour.return', title: '退回报告', roles: ['initiate.operator'], body: z.strictObject({ lotId: z.string(), ground: z.string(), reason: z.string(), restoredBidderId: z.string().nullable() }),
    reads: ({ lotId }) => readsOf(lotId),
    decide: ({ body: { lotId, ...given }, actor, world }) => decided(lotId, decideReturn(world.find(evaluation, lotId), present(world.find(tenders, tenderIdOf(lotId)), lotId), actor.orgId, given)),
  });
  return { name: 'neighbours', aggregates, commands: anyCommands(put, giveBack) };
};
