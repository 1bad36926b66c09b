import { ruleOf, type Rule } from '../../rule.ts';
import { modeCodes } from '../modes.ts';
import { defaultRules } from './defaults.ts';

/** 国有建设用地使用权: what may be sold how, and the notice. */
export const landNoticeRules: readonly Rule[] = [
  ruleOf({ key: 'land.scope', value: '工业、商业、旅游、娱乐和商品住宅等经营性用地，以及同一宗地有两个以上意向用地者的，以招标、拍卖或者挂牌出让', unit: 'text', title: '应当竞争性出让的用地', by: 'landGrantOrder', article: '第四条' }),
  ruleOf({ key: 'land.platform', value: true, unit: 'flag', title: '出让、租赁纳入统一的公共资源交易平台', by: 'landRegulation', article: '第十八条' }),
  ruleOf({ key: 'land.modes', value: modeCodes('tender', 'auction', 'listing'), unit: 'codes', title: '出让的竞争方式', by: 'landRegulation', article: '第十八条' }),
  ruleOf({ key: 'land.lease', value: modeCodes('tender', 'auction', 'listing'), unit: 'codes', title: '租赁、先租后让、弹性年期、作价出资的竞争方式', by: 'landRegulation', article: '第十七条、第十八条', unverified: true, note: '比照出让；阿拉善盟出让、出租都进场（阿署办发〔2025〕16号第九条）' }),
  ruleOf({ key: 'land.notice.min', value: 20, unit: 'day', title: '出让公告到投标、拍卖或者挂牌开始最短', by: 'landGrantOrder', article: '第八条' }),
  ruleOf({ key: 'land.notice.content', unit: 'codes', title: '出让公告的内容', by: 'landGrantOrder', article: '第九条', value: [
    { code: 'grantor', text: '出让人' },
    { code: 'parcel', text: '宗地的面积、界址、空间范围、现状、年期、用途和规划指标' },
    { code: 'conditions', text: '竞买人资格和申请办法' },
    { code: 'documents', text: '取得出让文件的方式' },
    { code: 'schedule', text: '时间、地点、期限和报价方式' },
    { code: 'standard', text: '确定竞得人的标准和方法' },
    { code: 'deposit', text: '保证金' },
  ] }),
  ruleOf({ key: 'land.list.min', value: 10, unit: 'day', title: '挂牌时间最短', by: 'landGrantOrder', article: '第十八条', note: '按自然日；有的地方按工作日，另加一行' }),
  ruleOf({ key: 'land.listing.confirm', value: 2, unit: 'workday', title: '挂牌截止前停止报名、确认资格', by: 'landGrantNorm', article: '', unverified: true }),
  ruleOf({ key: 'land.auction', value: '没有底价的事先说明；最高应价低于底价的终止拍卖；公告按二十日，不按拍卖法的七日', unit: 'text', title: '拍卖出让', by: 'landGrantOrder', article: '第十五条、第十六条' }),
];

/** The bidding itself. */
export const landBiddingRules: readonly Rule[] = [
  ruleOf({ key: 'land.deposit.min', value: '0.2', unit: 'rate', title: '竞买保证金占出让最低价（起始价）的下限', by: 'landSupply', article: '', note: '文件就房地产用地规定，平台对各类出让用地同样核对' }),
  ruleOf({ key: 'land.reserve', value: '集体决策；出让活动结束前保密；最高报价低于底价的不成交', unit: 'text', title: '标底、底价', by: 'landGrantOrder', article: '第十条、第十六条' }),
  ruleOf({ key: 'land.reserve.afterSale', value: true, unit: 'flag', title: '成交后可以公布底价数值', by: 'landGrantOrder', article: '第十条', unverified: true, note: '保密到出让活动结束为止；公布与否由出让人决定' }),
  ruleOf({ key: 'land.host', value: '挂牌有主持人，截止时询问是否继续竞价', unit: 'text', title: '主持', by: 'landGrantOrder', article: '第十九条' }),
  ruleOf({ key: 'land.tender.min', value: 3, unit: 'count', title: '招标出让最少投标人数', by: 'landGrantOrder', article: '第十三条', note: '不足的终止招标' }),
  ruleOf({ key: 'land.increment', value: '增价幅度在公告中载明，挂牌期间可以调整；每次加价是幅度的整数倍', unit: 'text', title: '增价幅度', by: 'landGrantOrder', article: '第十八条' }),
  ruleOf({ key: 'land.end', unit: 'codes', title: '挂牌截止时确定竞得人', by: 'landGrantOrder', article: '第十九条', value: [
    { code: 'goesOn', text: '有人愿意继续竞价的，转入现场（限时）竞价，出价最高者竞得' },
    { code: 'single', text: '只有一人报价且不低于底价的成交' },
    { code: 'highest', text: '两人以上报价的，最高且不低于底价者竞得；报价相同的，先提交者竞得' },
    { code: 'none', text: '无人报价或者都低于底价的不成交' },
  ] }),
  ruleOf({ key: 'land.limit.cycle', value: 5, unit: 'minute', title: '网上限时竞价每次倒计时', by: 'practice', article: '', unverified: true, note: '各地四分钟或者五分钟；有新报价即重新计时' }),
  ruleOf({ key: 'land.cap', value: modeCodes('lotteryAfterCap', 'nearestAfterCap'), unit: 'codes', title: '设最高限价时的做法', by: 'practice', article: '', unverified: true, note: '城市政策，以当地出让公告为准；2023年9月以后多地不再设限价' }),
];

/** After the hammer. */
export const landResultRules: readonly Rule[] = [
  ruleOf({ key: 'land.confirm', value: '当场发中标通知书，或者签成交确认书', unit: 'text', title: '确认成交', by: 'landGrantOrder', article: '第二十条' }),
  ruleOf({ key: 'land.contract', value: 10, unit: 'workday', title: '签订出让合同', by: 'landSupply', article: '', note: '自成交之日起' }),
  ruleOf({ key: 'land.pay.first', value: '0.5', unit: 'rate', title: '首付款占出让价款的下限', by: 'landSupply', article: '' }),
  ruleOf({ key: 'land.pay.firstWithin', value: 1, unit: 'month', title: '缴纳首付款', by: 'landSupply', article: '', note: '自合同签订之日起' }),
  ruleOf({ key: 'land.pay.lastWithin', value: 1, unit: 'year', title: '余款最迟付清', by: 'landSupply', article: '', note: '按合同约定，最迟不超过此数' }),
  ruleOf({ key: 'land.deposit.refund', value: 5, unit: 'workday', title: '退还其他竞买人的保证金', by: 'landGrantOrder', article: '第二十一条', note: '自出让活动结束之日起' }),
  ruleOf({ key: 'land.deposit.interest', value: false, unit: 'flag', title: '退还保证金时计息', by: 'landGrantOrder', article: '第二十一条' }),
  ruleOf({ key: 'land.deposit.asPrice', value: true, unit: 'flag', title: '竞得人的保证金抵作土地价款', by: 'landGrantOrder', article: '第二十一条' }),
  ruleOf({ key: 'land.result', value: 10, unit: 'workday', title: '公布出让结果', by: 'landGrantOrder', article: '第二十二条', note: '自出让活动结束之日起' }),
  ruleOf({ key: 'land.result.fee', value: false, unit: 'flag', title: '公布结果可以向受让人收费', by: 'landGrantOrder', article: '第二十二条' }),
  ruleOf({ key: 'land.result.winner', value: true, unit: 'flag', title: '结果中公布竞得人', by: 'landGrantOrder', article: '第二十二条' }),
  ruleOf({ key: 'land.default', value: '竞得人不按期签成交确认书、不签合同的，保证金不予退还', unit: 'text', title: '竞得人违约', by: 'landGrantNorm', article: '', unverified: true, note: '以出让文件的约定为准' }),
  ...defaultRules('land', ['confirm', 'cert']),
];
