import { present } from '#kernel/assert.ts';
import { plainDate, type PlainDate } from '#kernel/time/plain-date.ts';

/** Rank of an instrument, highest first: an earlier one prevails over a later one on the same key. */
export const ranks = ['law', 'regulation', 'judicial', 'ministry', 'region', 'league', 'practice'] as const;
export type Rank = (typeof ranks)[number];

export const rankTitles: Readonly<Record<Rank, string>> = {
  law: '法律',
  regulation: '行政法规',
  judicial: '司法解释',
  ministry: '部门规章与国家政策文件',
  region: '自治区文件',
  league: '盟市文件',
  practice: '平台默认值',
};

/** A text that orders something: statute, regulation, departmental order, regional or league document. */
export type Instrument = {
  readonly id: string;
  /** Short name, as it stands before the article number. */
  readonly name: string;
  readonly rank: Rank;
  /** Document number, where the name alone does not identify it. */
  readonly number?: string;
  readonly validFrom: PlainDate;
};

const table: readonly Instrument[] = [
  { id: 'tenderLaw', name: '招标投标法', rank: 'law', validFrom: plainDate('2000-01-01') },
  { id: 'civilCode', name: '民法典', rank: 'law', validFrom: plainDate('2021-01-01') },
  { id: 'signatureLaw', name: '电子签名法', rank: 'law', validFrom: plainDate('2005-04-01') },
  { id: 'tenderRegulation', name: '招标投标法实施条例', rank: 'regulation', number: '国务院令第613号', validFrom: plainDate('2012-02-01') },
  { id: 'mustTender', name: '必须招标的工程项目规定', rank: 'ministry', number: '国家发展改革委令第16号', validFrom: plainDate('2018-06-01') },
  { id: 'eTender', name: '电子招标投标办法', rank: 'ministry', number: '国家发展改革委等八部委令第20号', validFrom: plainDate('2013-05-01') },
  { id: 'evaluationOrder', name: '评标委员会和评标方法暂行规定', rank: 'ministry', number: '七部委令第12号', validFrom: plainDate('2001-07-05') },
  { id: 'worksOrder', name: '工程建设项目施工招标投标办法', rank: 'ministry', number: '七部委令第30号', validFrom: plainDate('2003-05-01') },
  { id: 'goodsOrder', name: '工程建设项目货物招标投标办法', rank: 'ministry', number: '七部委令第27号', validFrom: plainDate('2005-03-01') },
  { id: 'designOrder', name: '工程建设项目勘察设计招标投标办法', rank: 'ministry', number: '八部委令第2号', validFrom: plainDate('2003-08-01') },
  { id: 'noticeOrder', name: '招标公告和公示信息发布管理办法', rank: 'ministry', number: '国家发展改革委令第10号', validFrom: plainDate('2018-01-01') },
  { id: 'complaintOrder', name: '工程建设项目招标投标活动投诉处理办法', rank: 'ministry', number: '七部委令第11号', validFrom: plainDate('2004-08-01') },
  { id: 'expertOrder', name: '评标专家和评标专家库管理办法', rank: 'ministry', number: '国家发展改革委等2024年第26号令', validFrom: plainDate('2025-01-01') },
  { id: 'fairReview', name: '招标投标领域公平竞争审查规则', rank: 'ministry', number: '国家发展改革委等2024年第16号令', validFrom: plainDate('2024-05-01') },
  { id: 'standardWorks', name: '标准施工招标文件', rank: 'ministry', number: '2007年版', validFrom: plainDate('2008-05-01') },
  { id: 'guarantee27', name: '关于完善招标投标交易担保制度进一步降低招标投标交易成本的通知', rank: 'ministry', number: '发改法规〔2023〕27号', validFrom: plainDate('2023-01-06') },
  { id: 'opinion21', name: '关于创新完善体制机制推动招标投标市场规范健康发展的意见', rank: 'ministry', number: '国办发〔2024〕21号', validFrom: plainDate('2024-05-02') },
  { id: 'regionTrading', name: '内蒙古自治区公共资源交易管理办法', rank: 'region', number: '内政办发〔2022〕8号', validFrom: plainDate('2022-03-01') },
  { id: 'regionIntegration', name: '内蒙古自治区深化公共资源交易平台整合共享实施方案', rank: 'region', number: '内政办发〔2019〕41号', validFrom: plainDate('2019-12-31') },
  { id: 'alxaTrading', name: '阿拉善盟进一步加强和规范公共资源交易工作实施办法', rank: 'league', number: '阿署办发〔2025〕16号', validFrom: plainDate('2025-07-07') },
  { id: 'auctionLaw', name: '拍卖法', rank: 'law', validFrom: plainDate('1997-01-01') },
  { id: 'companyLaw', name: '公司法', rank: 'law', validFrom: plainDate('2024-07-01') },
  { id: 'mineralLaw', name: '矿产资源法', rank: 'law', validFrom: plainDate('2025-07-01') },
  { id: 'stateAssetsLaw', name: '企业国有资产法', rank: 'law', validFrom: plainDate('2009-05-01') },
  { id: 'forestLaw', name: '森林法', rank: 'law', validFrom: plainDate('2020-07-01') },
  { id: 'ruralContractLaw', name: '农村土地承包法', rank: 'law', validFrom: plainDate('2019-01-01') },
  { id: 'landRegulation', name: '土地管理法实施条例', rank: 'regulation', number: '国务院令第743号', validFrom: plainDate('2021-09-01') },
  { id: 'publicAssetsRegulation', name: '行政事业性国有资产管理条例', rank: 'regulation', number: '国务院令第738号', validFrom: plainDate('2021-04-01') },
  { id: 'carbonRegulation', name: '碳排放权交易管理暂行条例', rank: 'regulation', number: '国务院令第775号', validFrom: plainDate('2024-05-01') },
  { id: 'judicialAuction', name: '关于人民法院网络司法拍卖若干问题的规定', rank: 'judicial', number: '法释〔2016〕18号', validFrom: plainDate('2017-01-01') },
  { id: 'landGrantOrder', name: '招标拍卖挂牌出让国有建设用地使用权规定', rank: 'ministry', number: '国土资源部令第39号', validFrom: plainDate('2007-11-01') },
  { id: 'landGrantNorm', name: '招标拍卖挂牌出让国有土地使用权规范（试行）', rank: 'ministry', number: '国土资发〔2006〕114号', validFrom: plainDate('2006-08-01') },
  { id: 'landSupply', name: '关于加强房地产用地供应和监管有关问题的通知', rank: 'ministry', number: '国土资发〔2010〕34号', validFrom: plainDate('2010-03-08') },
  { id: 'mineralTrading', name: '矿业权出让交易规则', rank: 'ministry', number: '自然资规〔2023〕1号', validFrom: plainDate('2023-01-03') },
  { id: 'mineralRevenue', name: '矿业权出让收益征收办法', rank: 'ministry', number: '财综〔2023〕10号', validFrom: plainDate('2023-05-01') },
  { id: 'propertyOrder', name: '企业国有资产交易监督管理办法', rank: 'ministry', number: '国务院国资委、财政部令第32号', validFrom: plainDate('2016-06-24') },
  { id: 'propertyRules', name: '企业国有资产交易操作规则', rank: 'ministry', number: '国资发产权规〔2025〕17号', validFrom: plainDate('2025-02-18') },
  { id: 'waterTrading', name: '水权交易管理暂行办法', rank: 'ministry', number: '水政法〔2016〕156号', validFrom: plainDate('2016-04-19') },
  { id: 'emissionOpinion', name: '关于进一步推进排污权有偿使用和交易试点工作的指导意见', rank: 'ministry', number: '国办发〔2014〕38号', validFrom: plainDate('2014-08-06') },
  { id: 'energyPilot', name: '用能权有偿使用和交易制度试点方案', rank: 'ministry', number: '发改环资〔2016〕1659号', validFrom: plainDate('2016-07-28') },
  { id: 'concessionOrder', name: '基础设施和公用事业特许经营管理办法', rank: 'ministry', number: '国家发展改革委等六部门令第17号', validFrom: plainDate('2024-05-01') },
  { id: 'mechanicalOrder', name: '机电产品国际招标投标实施办法（试行）', rank: 'ministry', number: '商务部令2014年第1号', validFrom: plainDate('2014-04-01') },
  { id: 'regionWater', name: '内蒙古自治区水权交易管理办法', rank: 'region', number: '内政办发〔2017〕16号', validFrom: plainDate('2017-12-31') },
  { id: 'practice', name: '平台默认值', rank: 'practice', validFrom: plainDate('2000-01-01') },
];

export function allInstruments(): readonly Instrument[] {
  return table;
}

export function getInstrument(id: string): Instrument {
  return present(table.find((instrument) => instrument.id === id), `instrument ${id}`);
}

/** `招标投标法 第二十四条`, or the bare name where no article is given. */
export function citationOf(instrument: Instrument, article: string): string {
  return article === '' ? instrument.name : `${instrument.name} ${article}`;
}
