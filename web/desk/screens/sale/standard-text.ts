import { nameOf } from '#kernel/divisions.ts';
import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { SaleCategory } from '#rules/pack.ts';
import { getSaleKind, type SaleKind } from '#rules/sale/kinds.ts';
import { minuteText, modeText, reserveText, tiersText } from '#trade/sale/sale.words.ts';
import type { SaleLotPlan } from '#trade/sale/sale.types.ts';
import type { Draft } from './draft.ts';

/** By which texts each category is sold, as the announcement opens. */
const bases: Readonly<Record<SaleCategory, string>> = {
  land: '根据《土地管理法》《土地管理法实施条例》《招标拍卖挂牌出让国有建设用地使用权规定》，经有批准权的人民政府批准',
  mineral: '根据《矿产资源法》和矿业权出让的有关规定，经有批准权的机关批准',
  quota: '根据自然资源指标交易的有关规定，经批准',
  stateProperty: '根据《企业国有资产法》《企业国有资产交易监督管理办法》，经批准并完成审计、评估',
  publicAssets: '根据《行政事业性国有资产管理条例》，经批准',
  ruralProperty: '根据《农村土地承包法》和农村集体产权流转交易的有关规定，经本集体民主决策',
  resourceRights: '根据资源环境权益交易的有关规定，经批准',
  data: '根据公共数据资源授权运营和交易的有关规定',
  otherRights: '根据公共资源交易的有关规定，经批准',
};

/** The announcement in plain words, filled from the form; the seller may change every line of it. */
export function standardText(draft: Pick<Draft, 'kind' | 'areaCode'>, lots: readonly SaleLotPlan[]): string {
  const kind = getSaleKind(draft.kind);
  const { initiator, participant, winner, notice } = kind.terms;
  const place = nameOf(draft.areaCode) ?? '';
  return [
    `${bases[kind.pack]}，${initiator}以公开竞争的方式组织${kind.title}，现将有关事项公告如下。`,
    section('一、标的', lots.map((lot) => lotText(lot)).join('\n')),
    section('二、时间和方式', lots.map((lot) => timesText(lot, kind)).join('\n')),
    section(`三、${participant}的资格`, [...new Set(lots.map(({ qualification }) => qualification))].join('\n')),
    section('四、申请和保证金', `申请人登录内蒙古自治区公共资源交易平台，签名提交竞买申请，取得缴费码，在报名截止前从本单位基本账户（个人从本人账户）交到保证金。资格由${initiator}确认；资格确认、保证金到账后，由系统随机给出竞买号。`),
    section('五、成交', `${winnerText(lots, winner)}。竞价全程记入公开日志，任何人可以核对。${winner}的保证金按约定抵作价款，其他${participant}的保证金在竞价结束后退还。`),
    section('六、其他', `标的位于${place}，以现状交付，${participant}可以在报名截止前自行踏勘。本${notice}的内容以平台发布的为准；有变更的，在平台上另行公告。`),
  ].join('\n\n');
}

/** Who has it, in the words of the ways in which the lots are bid for. */
function winnerText(lots: readonly SaleLotPlan[], winner: string): string {
  const kinds = new Set(lots.map(({ mode }) => mode.kind));
  const [only] = kinds;
  if (kinds.size === 1 && only === 'descending') return `第一个应价的为${winner}`;
  if (kinds.size === 1 && only === 'reverse') return `报价最低的为${winner}`;
  if (kinds.size === 1 && only === 'weighted') return `总分最高的为${winner}：总分等于价格权重乘价格分（报价与最高报价之比，满分 100），加其余权重乘其他指标的得分；总分相同的，先报者为${winner}。别人报出新的最高价，各人的总分随之改变；限时报价中每次有效报价都重新计时`;
  const sealed = kinds.has('nearestAfterCap') || kinds.has('sealedOnce') ? '；一次报价在竞买人的浏览器里密封给四方密钥保管方，时间到以后一起打开，此前平台也读不到' : '';
  const drawn = kinds.has('lotteryAfterCap') ? `；有人报到最高限价的，从愿按限价成交的人中摇号确定${winner}，摇号的随机值由四方密钥保管方分存，任何人可以重算` : '';
  return `出价最高且不低于底价者为${winner}；没有底价的，出价最高者为${winner}${drawn}${kinds.has('nearestAfterCap') ? `；有人报到最高限价的，各报一次价，最接近平均价者为${winner}` : ''}${sealed}`;
}

function lotText({ name, facts, startFen, tiers, capFen, valuationFen, depositFen, parts, ...lot }: SaleLotPlan): string {
  return [
    `${name}：${facts.map(({ label, value }) => `${label} ${value}`).join('，') || '详见标的信息'}。`,
    ...(parts ? [`以下${parts.length}宗组合出让，同一价格，一并成交，不拆开：${parts.map((part) => `${part.name}${part.facts.map(({ value }) => `（${value}）`).join('')}`).join('、')}。`] : []),
    `起始价 ${formatFen(BigInt(startFen))}，${lot.mode.kind === 'reverse' ? '降价' : '加价'}幅度 ${tiersText(tiers)}，${capFen === null ? '' : `最高限价 ${formatFen(BigInt(capFen))}，`}保证金 ${formatFen(BigInt(depositFen))}，${reserveText(lot)}${valuationFen === null ? '' : `；评估结果 ${formatFen(BigInt(valuationFen))}`}。`,
  ].join('');
}

function timesText({ name, applyUntil, biddingFrom, mode }: SaleLotPlan, { terms }: SaleKind): string {
  return `${name}：${terms.participant}在 ${formatDeadline(applyUntil)} 以前申请并交到保证金；${minuteText(biddingFrom)} 开始竞价。方式为${modeText(mode)}。`;
}

function section(title: string, text: string): string {
  return `${title}\n${text}`;
}
