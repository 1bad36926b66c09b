import { addMicros, instant, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { addDays, endOf, ofInstant, startOf } from '#kernel/time/plain-date.ts';
import { present } from '#kernel/assert.ts';
import { demoCalendar } from '#rules/calendar/calendars.ts';
import { onWorkingDay } from '#rules/construction/deadlines.ts';
import { depositCapFen } from '#rules/construction/deposit.ts';
import { standardTexts } from '#rules/texts/library.ts';
import { sectionsOf } from '#rules/texts/text.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { LotTerms, PriceListItem, Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import type { TenderPlan } from './plan.ts';

const priceListItems: readonly (readonly [code: string, name: string, unit: string, low: number, high: number])[] = [
  ['010101001', '平整场地', 'm2', 2000, 9000], ['010101003', '挖沟槽土方', 'm3', 800, 5200], ['010401003', '实心砖墙', 'm3', 120, 900], ['010501001', '垫层', 'm3', 80, 420],
  ['010502001', '矩形柱', 'm3', 160, 980], ['010505001', '有梁板', 'm3', 600, 4200], ['010515001', '现浇构件钢筋', 't', 90, 860], ['010801001', '木质门', '樘', 60, 420],
  ['010807001', '金属（塑钢、断桥）窗', 'm2', 500, 3600], ['010902001', '屋面卷材防水', 'm2', 900, 5200], ['011001003', '保温隔热墙面', 'm2', 1200, 8800], ['011201001', '墙面一般抹灰', 'm2', 3000, 21000],
];

/** Days from publication to the deadline: comfortably above the statutory least. */
export const preparationDays = 25;

/** The tender document of a plan: the standard text with a few clauses changed, and terms that keep every rule. */
export function documentOf(plan: TenderPlan, tender: Tender, publishAt: Instant): TenderDocument {
  const standard = present(standardTexts(tender.catalogueItem, ofInstant(publishAt)).find((text) => text.kind === 'tenderDocument'), 'standard text');
  const deadlineDay = addDays(ofInstant(publishAt), preparationDays);
  const deadline = onWorkingDay(instant(startOf(deadlineDay) + plan.openingMinute * microsPerMinute), demoCalendar);
  const bidDeadlineAt = present(deadline.ok ? deadline.value : null, 'a working day');
  const pack = packOf(tender);
  return {
    standardTextId: standard.id,
    sections: sectionsOf(standard).map((section, i) => (i === 5 ? { ...section, body: `${section.body}\n投标人应当考虑当地冬季停工期，冬季施工措施费不另行计取。` } : { ...section })),
    values: valuesOf(plan),
    files: [],
    bidDeadlineAt,
    documentFrom: addMicros(publishAt, 10 * microsPerMinute),
    documentUntil: endOf(addDays(ofInstant(publishAt), 7)),
    bidValidityDays: 90,
    decryptWindowMinutes: 30,
    qualification: [
      { id: 'q1', title: '资质', requirement: '具有建筑工程施工总承包二级及以上资质，并在有效期内。' },
      { id: 'q2', title: '业绩', requirement: '近三年完成过一项同类工程。' },
      { id: 'q3', title: '项目经理', requirement: '建筑工程专业一级注册建造师，未在其他在建工程任职。' },
    ],
    lots: plan.lots.map((lot): LotTerms => {
      const cap = (lot.estimateFen * 98n) / 100n;
      const capFen = cap - (cap % 100n);
      const deposit = depositCapFen({ kind: 'works', estimateFen: lot.estimateFen }, pack);
      const depositFen = (deposit / 1_000_000n) * 1_000_000n;
      return { lotId: lot.lotId, priceCapFen: String(capFen), depositFen: String(depositFen), durationDays: plan.random.between(240, 560), quality: '合格', priceList: priceListOf(plan) };
    }),
    scoring: {
      technical: [
        { id: 't1', title: '总体部署', points: '6', guide: '部署合理、针对本工程得 5–6 分；一般得 3–4 分；缺失不得分。', objective: false },
        { id: 't2', title: '冬期施工措施', points: '8', guide: '措施具体、符合当地气候得 7–8 分；较好 4–6.5 分；一般 1–3.5 分。', objective: false },
        { id: 't3', title: '进度计划', points: '6', guide: '关键线路清楚、可行得 5–6 分；一般得 3–4 分。', objective: false },
        { id: 't4', title: '安全文明与环保', points: '8', guide: '体系完整、扬尘控制具体得 7–8 分；一般得 3–6 分。', objective: false },
        { id: 't5', title: '拟投入设备与人员', points: '7', guide: '配置满足且有富余得 6–7 分；满足得 4–5 分。', objective: false },
      ],
      commercial: [
        { id: 'c1', title: '企业信用', points: '5', guide: '按公布的信用评价等级：A 级 5 分，B 级 3 分，C 级 1 分。', objective: true },
        { id: 'c2', title: '同类业绩', points: '6', guide: '每项同类业绩 2 分，最多 6 分。', objective: true },
        { id: 'c3', title: '项目团队', points: '4', guide: '关键岗位证书齐全 4 分，每缺一项减 1 分。', objective: true },
      ],
      price: { points: '50', formula: { kind: 'benchmark-deviation', trimFrom: 7, coefficients: ['0.01', '0.015', '0.02', '0.025', '0.03'], overRate: '1', underRate: '0.5', floorPoints: '20' } },
      marksTrimFrom: 0,
    },
    awardMethod: { kind: 'first-candidate' },
    candidatesMax: 3,
    acceptsConsortium: false,
    performanceBondRate: '0.1',
  };
}

function valuesOf(plan: TenderPlan): Record<string, string> {
  return {
    projectCode: `2026-${plan.areaCode}-47-01-${plan.tenderId.slice(1, 5)}00`, approval: `${plan.initiator.name}立项批复（演示）`,
    initiatorContact: `${plan.initiator.name}基建科，0471-0000000（演示）`, agencyContact: plan.agency ? `${plan.agency.name}，0471-0000001（演示）` : '自行招标',
    fundSource: '财政资金 100%', site: `${plan.initiator.name}院内`, scale: plan.lots.map((lot) => lot.scope).join('；'),
    leader: '建筑工程专业一级注册建造师，具有有效的安全生产考核合格证书', platform: '内蒙古自治区公共资源交易网', panel: '五人：招标人代表一名，随机抽取的专家四名',
    tieRule: '由招标人在监督下随机确定', payment: '按月进度支付至百分之八十，竣工结算后支付至百分之九十七', warranty: '缺陷责任期二十四个月，保修期按国家规定',
    billOfQuantities: '详见工程量清单，投标人应逐项填报单价', drawings: '建筑、结构、给排水、暖通、电气施工图', technical: '执行国家和自治区现行标准',
  };
}

function priceListOf(plan: TenderPlan): PriceListItem[] {
  return priceListItems.map(([code, name, unit, low, high]) => ({ code, name, unit, quantity: String(plan.random.between(low, high)) }));
}

/** The half day in which the opening sits. */
export function openingSlot(document: Pick<TenderDocument, 'bidDeadlineAt'>): { from: Instant; to: Instant } {
  return { from: addMicros(document.bidDeadlineAt, -microsPerHour / 2), to: addMicros(document.bidDeadlineAt, 3 * microsPerHour) };
}
