import type { SaleKindCode } from '#rules/sale/kinds.ts';
import type { AuctionMode } from '#trade/sale/sale.types.ts';

/** A moment by the day on which the world is entered: so many working days from it, at an hour of Beijing time. */
export type When = readonly [workingDays: number, hour: number, minute?: number];

/** One sale of the demo world. Amounts are 万元. */
export type SalePlot = {
  readonly kind: SaleKindCode;
  /** Of the seller. */
  readonly areaCode: string;
  readonly title: string;
  readonly lotName: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly startWan: number;
  readonly stepWan: number;
  readonly capWan?: number;
  readonly reserveWan?: number;
  readonly mode: AuctionMode['kind'];
  /** When the bidding begins; or when it is announced, and everything follows as soon as the law lets it. */
  readonly begins: { readonly bidding: When; readonly until?: When } | { readonly notice: When };
  /** How many apply; all are qualified but the last of `refused`. */
  readonly applicants: number;
  readonly refused?: number;
  /** One of them, let in and bidding, is the herder. */
  readonly hasHerder?: true;
  /** Bids while anyone may bid, and after that while each starts the countdown again. */
  readonly bids: number;
  readonly lateBids?: number;
  /** The department stops the hall once, and lets it go on. */
  readonly isPaused?: true;
};

export const salePlots: readonly SalePlot[] = [
  {
    kind: 'stateLand', areaCode: '152921', title: '阿拉善左旗 2026 年第 17 号国有建设用地使用权挂牌出让公告', lotName: '阿左旗 2026-17 号工业用地', mode: 'listing',
    facts: { 宗地编号: '2026-17', 宗地位置: '巴彦浩特镇工业园区纬三路以北', 土地面积: '86,400 平方米', 土地用途: '工业用地', 容积率: '不低于 0.8', 出让年限: '50 年', 土地现状: '三通一平' },
    startWan: 2160, stepWan: 10, begins: { bidding: [-9, 9], until: [0, 15] }, applicants: 4, refused: 1, bids: 9,
  },
  {
    kind: 'physicalAssets', areaCode: '150600', title: '鄂尔多斯市国有资产运营有限公司矿用设备一批转让信息披露公告', lotName: '露天矿用自卸车 12 台及备件', mode: 'onlineBidding',
    facts: { '标的企业（资产）': '露天矿用自卸车 12 台及备件一批', 转让比例或者数量: '12 台', 评估基准日: '2026-06-30', 批准单位和文号: '市国资委（演示文号）' },
    startWan: 860, stepWan: 5, begins: { bidding: [0, 9, 30], until: [0, 11] }, applicants: 4, bids: 0,
  },
  {
    kind: 'advertising', areaCode: '150400', title: '赤峰市新城区户外广告牌三年经营权出让公告', lotName: '新城区主干道户外广告牌 46 处三年经营权', mode: 'onlineBidding',
    facts: { 标的名称: '户外广告牌 46 处', 坐落: '新城区玉龙大街、锦山路沿线', 经营期限: '3 年', 现状: '空置，可随时交付' },
    startWan: 132, stepWan: 1, begins: { bidding: [0, 8, 20], until: [0, 10] }, applicants: 5, bids: 7,
  },
  {
    kind: 'ruralProperty', areaCode: '150502', title: '科尔沁区集体机动地五年经营权转出公告', lotName: '大林镇集体机动地 1,860 亩五年经营权', mode: 'onlineBidding',
    facts: { 产权类型: '集体机动地经营权', 坐落: '科尔沁区大林镇', 面积: '1,860 亩', 流转期限: '5 年', 民主决策情况: '经本集体成员代表会议通过' },
    startWan: 62, stepWan: 1, begins: { bidding: [-4, 9], until: [-4, 10] }, applicants: 4, hasHerder: true, bids: 8, lateBids: 6, isPaused: true,
  },
  {
    kind: 'stateLand', areaCode: '150203', title: '包头市昆都仑区商业用地使用权挂牌出让公告', lotName: '昆区 2026-06 号商业用地', mode: 'listing',
    facts: { 宗地编号: '2026-06', 宗地位置: '钢铁大街以南、劳动路以东', 土地面积: '21,300 平方米', 土地用途: '商业用地', 容积率: '不高于 2.5', 出让年限: '40 年', 土地现状: '净地' },
    startWan: 6400, stepWan: 50, reserveWan: 6900, begins: { bidding: [-26, 9], until: [-15, 15] }, applicants: 5, refused: 1, bids: 6, lateBids: 9,
  },
  {
    kind: 'stateLand', areaCode: '150802', title: '巴彦淖尔市临河区仓储用地使用权挂牌出让公告', lotName: '临河区 2026-11 号仓储用地', mode: 'listing',
    facts: { 宗地编号: '2026-11', 宗地位置: '临河区物流园区', 土地面积: '54,700 平方米', 土地用途: '仓储用地', 出让年限: '50 年', 土地现状: '净地' },
    startWan: 1480, stepWan: 10, begins: { bidding: [-33, 9], until: [-22, 15] }, applicants: 0, bids: 0,
  },
  {
    kind: 'stateLand', areaCode: '150105', title: '呼和浩特市赛罕区住宅用地使用权挂牌出让公告', lotName: '赛罕区 2026-29 号住宅用地', mode: 'listing',
    facts: { 宗地编号: '2026-29', 宗地位置: '赛罕区昭乌达路以东', 土地面积: '38,200 平方米', 土地用途: '城镇住宅用地', 容积率: '不高于 2.0', 出让年限: '70 年', 土地现状: '净地' },
    startWan: 18600, stepWan: 100, capWan: 24000, begins: { notice: [-6, 10] }, applicants: 3, bids: 0,
  },
  {
    kind: 'miningRight', areaCode: '152923', title: '额济纳旗建筑用石料采矿权挂牌出让公告', lotName: '额济纳旗东风镇建筑用石料矿采矿权', mode: 'listing',
    facts: { '矿区（勘查区）名称': '东风镇建筑用石料矿', 矿种: '建筑用石料', 面积: '0.62 平方公里', 资源储量: '1,140 万立方米', 出让年限: '10 年', 生态保护要求: '不在生态保护红线内，边采边治' },
    startWan: 920, stepWan: 10, begins: { notice: [-14, 15] }, applicants: 3, refused: 1, bids: 0,
  },
  {
    kind: 'explorationRight', areaCode: '152500', title: '锡林郭勒盟萤石矿普查探矿权挂牌出让公告', lotName: '苏尼特左旗萤石矿普查探矿权', mode: 'listing',
    facts: { '矿区（勘查区）名称': '苏尼特左旗萤石矿普查', 矿种: '普通萤石', 面积: '18.4 平方公里', 出让年限: '5 年', 生态保护要求: '不在生态保护红线和基本草原内' },
    startWan: 340, stepWan: 5, begins: { bidding: [-52, 9], until: [-40, 15] }, applicants: 3, bids: 7, lateBids: 4,
  },
  {
    kind: 'shares', areaCode: '150700', title: '呼伦贝尔冰雪旅游开发有限公司 34% 股权转让信息披露公告', lotName: '呼伦贝尔冰雪旅游开发有限公司 34% 股权', mode: 'onlineBidding',
    facts: { '标的企业（资产）': '呼伦贝尔冰雪旅游开发有限公司（演示）', 转让比例或者数量: '34%', 标的企业性质: '国有参股', 评估基准日: '2026-08-31', 批准单位和文号: '市国资委（演示文号）' },
    startWan: 2710, stepWan: 20, begins: { notice: [-1, 16] }, applicants: 0, bids: 0,
  },
  {
    kind: 'publicAssets', areaCode: '150100', title: '呼和浩特市机关资产管理中心临街用房出租公告', lotName: '中山西路 118 号临街用房三年租赁权', mode: 'onlineBidding',
    facts: { 资产名称: '临街用房', 坐落或者存放地: '中山西路 118 号', 数量和规格: '一层，面积 412 平方米', 使用状况: '空置', 批准单位和文号: '市财政局（演示文号）' },
    startWan: 96, stepWan: 1, reserveWan: 128, begins: { bidding: [-9, 14], until: [-9, 15] }, applicants: 2, bids: 4, lateBids: 1,
  },
  {
    kind: 'waterRight', areaCode: '152900', title: '阿拉善盟黄河干流工业用水权转让公告', lotName: '黄河干流工业用水权 300 万立方米五年', mode: 'onlineBidding',
    facts: { 权利类型: '取水权', 所在流域: '黄河干流', 数量: '每年 300 万立方米', 使用期限: '5 年' },
    startWan: 750, stepWan: 5, begins: { bidding: [2, 10], until: [2, 16] }, applicants: 4, refused: 1, bids: 0,
  },
];
