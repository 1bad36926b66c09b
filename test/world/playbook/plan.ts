import { idFrom, lotIdOf } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Cast, CastOrganisation } from '../cast.ts';
import { chance, type Chance } from '../chance.ts';

export type LotPlan = { readonly lotId: string; readonly name: string; readonly scope: string; readonly estimateFen: bigint; readonly bidders: readonly CastOrganisation[] };

/** How far a tender of the seeded world gets on its own; what comes after is left for people to do. */
export type Ending = 'registered' | 'published' | 'bidding' | 'opening' | 'evaluating' | 'publicity' | 'awarded' | 'contracted';

export type TenderPlan = {
  readonly projectId: string;
  readonly tenderId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly initiator: CastOrganisation;
  readonly agency: CastOrganisation | null;
  readonly lots: readonly LotPlan[];
  readonly beginsAt: Instant;
  readonly ending: Ending;
  /** Minute of the day at which bids are opened. */
  readonly openingMinute: number;
  /** Something that does not go smoothly: the world shows it, as life does. */
  readonly incident: 'none' | 'clarification' | 'objection' | 'too-few' | 'withdrawal' | 'all-rejected';
  readonly random: Chance;
};

const works = [
  { title: '门诊综合楼施工', scope: '地上六层、地下一层，建筑面积 21,400 平方米的土建、安装与室外工程' },
  { title: '教学楼及附属用房新建工程', scope: '四层框架结构，建筑面积 9,800 平方米的土建与安装' },
  { title: '老旧小区供热管网及外墙保温改造', scope: '二十六栋住宅的外墙保温、屋面防水与庭院管网' },
  { title: '幼儿园新建工程', scope: '三层，建筑面积 4,300 平方米的土建、装饰与室外活动场地' },
  { title: '公共租赁住房三期施工', scope: '八栋十一层住宅，建筑面积 46,000 平方米' },
  { title: '文化馆与图书馆综合楼施工', scope: '地上五层，建筑面积 12,600 平方米的土建、安装与精装修' },
  { title: '养老服务中心改扩建工程', scope: '改造三层旧楼并新建二层连廊，合计 5,900 平方米' },
  { title: '疾病预防控制中心实验楼施工', scope: '四层，建筑面积 7,200 平方米，含净化实验室预留' },
  { title: '体育馆维修加固工程', scope: '网架加固、屋面更新与看台翻新' },
  { title: '便民服务大厅及档案库房施工', scope: '三层，建筑面积 6,100 平方米，含密集架基础' },
] as const;

export function worksOf(i: number): (typeof works)[number] {
  return works[i % works.length] as (typeof works)[number];
}

export type PlanRequest = { readonly index: number; readonly cast: Cast; readonly beginsAt: Instant; readonly ending: Ending; readonly incident?: TenderPlan['incident']; readonly lots?: number; readonly openingMinute?: number; readonly initiator?: CastOrganisation };

/** One construction tender of the demo world, the same in every world for the same index. */
export function planTender({ index, cast, beginsAt, ending, incident = 'none', lots = 1, openingMinute = 9 * 60, initiator: wanted }: PlanRequest): TenderPlan {
  const random = chance(7_000 + index * 7919);
  const initiator = wanted ?? (cast.initiators[index % cast.initiators.length] as CastOrganisation);
  const work = worksOf(index);
  const tenderId = idFrom(random.bytes(16));
  const parts = lots === 1 ? [{ name: '施工', scope: work.scope }] : [{ name: '一标段 · 土建与安装', scope: work.scope }, { name: '二标段 · 室外与智能化', scope: '室外管网、道路、绿化与智能化系统' }];
  return {
    tenderId, projectId: idFrom(random.bytes(16)),
    name: `${initiator.name}${work.title}`,
    areaCode: initiator.areaCode,
    initiator,
    agency: index % 3 === 2 ? null : random.pick(cast.agencies),
    lots: parts.map((part, i) => ({
      lotId: lotIdOf(tenderId, i + 1), ...part,
      estimateFen: BigInt(random.between(900, 9_800)) * 1_000_000n,
      bidders: random.sample(cast.bidders, incident === 'too-few' && i === 0 ? 2 : random.between(4, 5)),
    })),
    beginsAt, ending, openingMinute, incident, random,
  };
}

