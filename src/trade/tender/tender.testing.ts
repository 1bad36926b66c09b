import { present } from '#kernel/assert.ts';
import { addMicros, instant, microsPerDay, microsPerHour, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { buildingDocument } from '#rules/texts/building.document.ts';
import { sectionsOf } from '#rules/texts/text.ts';
import type { Registration, TenderEvent } from './tender.events.ts';
import type { RegisteredHolder } from './tender.holders.ts';
import type { AmendmentDraft } from './tender.schema.ts';
import { tender } from './tender.ts';
import type { Tender, TenderDocument } from './tender.types.ts';

export const at = (text: string): Instant => present(parseInstant(text), text);
export const calendar = calendarFor('demo');
export const signed = { statement: {}, signature: {} };

export const registration: Registration = {
  tenderId: 'tender0000000001', projectId: 'project000000001', name: '赛罕区第三人民医院门诊综合楼施工', category: 'construction', catalogueItem: '0101', method: 'open', areaCode: '150105',
  registeredAt: at('2026-11-20 09:00'), registeredOn: '2026-11-20',
  initiator: { orgId: 'INITIATOR', name: '赛罕区卫生健康委员会' },
  agency: { orgId: 'AGENCY', name: '青山项目咨询有限公司', agreement: { sha256: 'a'.repeat(64), name: '代理协议.pdf', sizeBytes: 1000, mediaType: 'application/pdf' } },
  centre: { orgId: 'CENTRE', name: '呼和浩特市公共资源交易中心' },
  department: { orgId: 'DEPARTMENT', name: '赛罕区住房和城乡建设局' },
  transactionCode: { code: 'T-1', provisional: true }, isStateFunded: true,
  lots: [
    { lotId: 'tender0000000001-1', number: 1, name: '一标段', scope: '主体结构与装饰', estimateFen: '3000000000' },
    { lotId: 'tender0000000001-2', number: 2, name: '二标段', scope: '室外工程', estimateFen: '5000000000' },
  ],
};

/** A document that keeps every rule when it is published at `publishAt`: from an hour later, the deadline 24 days on. */
export function sampleDocument(publishAt: Instant, lots: readonly { readonly lotId: string; readonly estimateFen: string }[] = registration.lots): TenderDocument {
  const documentFrom = addMicros(publishAt, microsPerHour);
  const factor = (id: string, title: string, points: string) => ({ id, title, points, guide: `${title}完整、有针对性得高分`, objective: false });
  return {
    standardTextId: buildingDocument.id,
    sections: sectionsOf(buildingDocument).map(({ id, title, body }) => ({ id, title, body })),
    values: {
      projectCode: '2025-150105-83-01-000001', approval: '赛发改字〔2026〕12 号', initiatorContact: '王工，0471-5550101，赛罕区新华东街 1 号', agencyContact: '李工，0471-5550102，赛罕区乌兰察布东街 2 号',
      fundSource: '财政资金 100%', site: '呼和浩特市赛罕区', scale: '建筑面积 21000 平方米', leader: '一级注册建造师（建筑工程）', platform: '本平台',
      panel: '由招标人代表一名和四名专家共五人组成', tieRule: '随机抽取', payment: '按月支付已完工程价款的 80%', warranty: '缺陷责任期 24 个月', billOfQuantities: '按本平台清单逐项填报', drawings: '见附件', technical: '执行现行国家标准',
    },
    files: [],
    bidDeadlineAt: instant(Math.ceil((publishAt + 24 * microsPerDay) / microsPerHour) * microsPerHour),
    documentFrom, documentUntil: addMicros(documentFrom, 7 * microsPerDay),
    bidValidityDays: 90, decryptWindowMinutes: 60,
    qualification: [{ id: 'q1', title: '施工资质', requirement: '建筑工程施工总承包二级及以上' }],
    lots: lots.map(({ lotId, estimateFen }) => ({
      lotId, priceCapFen: estimateFen, depositFen: '50000000', durationDays: 450, quality: '合格',
      priceList: [{ code: '010101', name: '平整场地', unit: '㎡', quantity: '2100.5' }, { code: '010102', name: '挖基坑土方', unit: 'm³', quantity: '840' }],
    })),
    scoring: {
      technical: [factor('t1', '施工组织设计', '25'), factor('t2', '冬期施工措施', '10')],
      commercial: [factor('c1', '类似业绩', '15')],
      price: { points: '50', formula: { kind: 'benchmark-deviation', trimFrom: 5, coefficients: ['0', '0.01', '0.02', '0.03'], overRate: '2', underRate: '1', floorPoints: '0' } },
      marksTrimFrom: 0,
    },
    awardMethod: { kind: 'first-candidate' },
    candidatesMax: 3, acceptsConsortium: false, performanceBondRate: '0.1',
  };
}

export const register: readonly RegisteredHolder[] = [
  { holderId: 'h-initiator', orgId: 'INITIATOR', name: '招标人代理', publicKey: 'A', part: 'initiator' },
  { holderId: 'h-agency', orgId: 'AGENCY', name: '代理机构代理', publicKey: 'B', part: 'initiator' },
  { holderId: 'h-centre', orgId: 'CENTRE', name: '呼和浩特中心', publicKey: 'C', part: 'local-centre' },
  ...['包头', '赤峰', '通辽', '乌海'].map((name, i) => ({ holderId: `h-partner-${i}`, orgId: `PARTNER${i}`, name: `${name}中心`, publicKey: `D${i}`, part: 'partner-centre' as const })),
  { holderId: 'h-ca', orgId: 'AUTHORITY', name: '草原数字认证', publicKey: 'E', part: 'independent-ca' },
];

/** Folds events as the pipeline does. */
export function fold(state: Tender | null, events: readonly TenderEvent[], now: Instant): Tender {
  return present(events.reduce<Tender | null>((folded, event) => tender.evolve(folded, event, { at: now, actor: 'person:i', version: 1, id: registration.tenderId }), state), 'tender');
}

export const publishedAt = at('2026-12-01 09:00');

/** Registered, with a room at the deadline and a draft. */
export function drafted(document = sampleDocument(publishedAt)): Tender {
  const from = addMicros(document.bidDeadlineAt, -microsPerHour);
  return fold(null, [
    { kind: 'TenderRegistered', tender: registration },
    { kind: 'VenueAssigned', venue: { roomId: 'room00001', roomName: '第一开标室', from, to: addMicros(from, 4 * microsPerHour) } },
    { kind: 'DraftComposed', document },
  ], at('2026-11-25 09:00'));
}

export function amendmentDraft(changed: Partial<AmendmentDraft> = {}): AmendmentDraft {
  return { affectsBids: false, items: [{ answer: '以本答复为准。' }], changes: [], filesAdded: [], deadlineAt: null, ...changed };
}

