import { timeRules } from '../../construction/time-rules.ts';
import { hammerCalls } from '../hammer.ts';
import { ruleOf, type Rule } from '../../rule.ts';

/** How time is counted in a sale: as everywhere, but what counts back from a bid deadline is the tender regulation's own. */
export const saleTimeRules: readonly Rule[] = [
  ...timeRules.filter((rule) => rule.key !== 'time.beforeDeadline'),
  ruleOf({ key: 'time.beforeDeadline', value: '至少若干日前：公告当日不计，自次日起算，开始竞买的当日计入', unit: 'text', title: '公告到开始的日数', by: 'practice', article: '' }),
];

/** What every sale has in common, whatever is sold. */
export const commonRules: readonly Rule[] = [
  ruleOf({ key: 'sale.timeline', value: '公告在先，报名截止不早于公告，竞买开始不早于公告，结束晚于开始', unit: 'text', title: '公告、报名与竞买的先后', by: 'practice', article: '', note: '先后颠倒的安排无法进行' }),
  ruleOf({ key: 'sale.cap', value: '设最高限价的公告写明达到限价后的做法；摇号、一次报价最接近平均价以最高限价为前提；反向竞价、降价、集合竞价不另设最高限价', unit: 'text', title: '最高限价与竞价方式相配', by: 'practice', article: '', note: '不相配的无法进行' }),
  ruleOf({ key: 'sale.weights', value: '价格的权重大于零、小于一；其他指标的满分合计一百分；指标、满分和权重在公告中写明，评分在竞价开始前由出让人、转让人签署', unit: 'text', title: '权重报价', by: 'practice', article: '', unverified: true, note: '总分等于价格权重乘价格分，加其余权重乘其他得分；见各交易机构的网络竞价办法' }),
  ruleOf({ key: 'sale.package', value: '组合出让的标的不少于两宗，各有名称，在同一公告中写明，同一价格、一并成交，不拆开', unit: 'text', title: '组合出让', by: 'practice', article: '', unverified: true, note: '各宗的评估结果写明的，合计等于组合的评估结果' }),
  ruleOf({ key: 'sale.call', value: '集合竞价按起始价为底，不另设保密底价', unit: 'text', title: '集合竞价的底价', by: 'practice', article: '', unverified: true, note: '多个成交人同一价格，没有单独的最高价可以与底价比对' }),
  ruleOf({ key: 'hall.resume', value: 1, unit: 'minute', title: '中断、暂停恢复以后至少留出的报价时间', by: 'practice', article: '', unverified: true, note: '平台自己的规则，不是法律规定；一次报价时间本来更短的，留满一次' }),
  ruleOf({ key: 'hall.match', value: 5, unit: 'minute', title: '询问优先购买权人的时间', by: 'practice', article: '', unverified: true, note: '平台自己的规则；同等条件下优先，竞价的形式不能当场行使的，结束前询问一次' }),
  ruleOf({ key: 'reserve.disclosure', value: '只把最高应价与底价比较，只公布达到或者未达到', unit: 'text', title: '底价的使用', by: 'auctionLaw', article: '第二十八条、第五十条', note: '土地另见国土资源部令第39号第十条' }),
  ruleOf({ key: 'reserve.unsold', value: false, unit: 'flag', title: '没有成交的可以公布底价数值', by: 'auctionLaw', article: '第二十八条', note: '标的还要再次交易，委托人的保密要求仍在' }),
  ruleOf({ key: 'sale.deposit.basicAccount', value: true, unit: 'flag', title: '以货币形式交纳的保证金从基本账户转出', by: 'regionTrading', article: '第十八条', note: '个人从本人账户转出' }),
  ruleOf({ key: 'sale.deposit.guarantee', value: true, unit: 'flag', title: '鼓励以电子保函交纳保证金', by: 'regionTrading', article: '第十八条' }),
  ruleOf({ key: 'sale.media', value: '各媒介发布的公告、变更和结果与自治区公共资源交易网一致', unit: 'text', title: '发布媒介', by: 'regionTrading', article: '第十六条' }),
  ruleOf({ key: 'sale.contract.onPlatform', value: false, unit: 'flag', title: '合同须在平台上签订', by: 'regionTrading', article: '第二十三条', open: true, note: '可以在平台签订，也可以上传已签订的合同' }),
  ruleOf({ key: 'sale.contract.onPlatform', value: true, unit: 'flag', title: '合同须在平台上签订', by: 'alxaTrading', article: '第二十二条', region: '152900' }),
  ruleOf({ key: 'sale.archive.years', value: 15, unit: 'year', title: '交易档案保存期限', by: 'practice', article: '', unverified: true, note: '各类交易没有统一的年限，参照政府采购文件；拍卖资料另有下限' }),
  ruleOf({ key: 'sale.entry.central', value: true, unit: 'flag', title: '中央、自治区驻盟单位和驻军的项目可以按限额标准进场', by: 'alxaTrading', article: '第十条', region: '152900' }),
];

/** What holds when a licensed auctioneer sells by the hammer. */
export const auctionRules: readonly Rule[] = [
  ruleOf({ key: 'auction.notice', value: 7, unit: 'day', title: '拍卖公告在拍卖日前发布', by: 'auctionLaw', article: '第四十五条', note: '国有建设用地按国土资源部令第39号，为二十日' }),
  ruleOf({ key: 'auction.display', value: 2, unit: 'day', title: '拍卖标的展示时间最短', by: 'auctionLaw', article: '第四十八条' }),
  ruleOf({ key: 'auction.host', value: '由拍卖师主持、落槌确认、制作并签署笔录；没有拍卖师的称网络竞价', unit: 'text', title: '拍卖的主持', by: 'auctionLaw', article: '第十四条、第五十一条、第五十三条' }),
  ruleOf({ key: 'auction.calls', value: hammerCalls, unit: 'count', title: '落槌前叫价的次数', by: 'practice', article: '', unverified: true, note: '有人加价的，从第一次重新叫' }),
  ruleOf({ key: 'auction.noReserve', value: true, unit: 'flag', title: '没有保留价的在拍卖前说明', by: 'auctionLaw', article: '第五十条' }),
  ruleOf({ key: 'auction.confirm', value: '买受人和拍卖人签署成交确认书', unit: 'text', title: '拍卖成交', by: 'auctionLaw', article: '第五十二条' }),
  ruleOf({ key: 'auction.record.years', value: 5, unit: 'year', title: '拍卖笔录等资料的保管期限', by: 'auctionLaw', article: '第五十四条', note: '自委托拍卖合同终止之日起' }),
];
