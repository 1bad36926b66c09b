import { ruleOf, type Rule } from '../../rule.ts';

/** What a pack takes from the platform where no text of its own was at hand. Each may advise and none may block. */
export type DefaultName = 'notice' | 'listing' | 'refund' | 'contract' | 'result' | 'publicity' | 'winner' | 'reserve' | 'confirm' | 'asPrice' | 'cert';

export const allDefaults: readonly DefaultName[] = ['notice', 'listing', 'refund', 'contract', 'result', 'publicity', 'winner', 'reserve', 'confirm', 'asPrice', 'cert'];

const note = '没有查到统一的规定，暂按平台默认值；主管部门有规定的另加一行';

/** Platform defaults under the keys of one pack, `water.notice.min` for the prefix `water`. */
export function defaultRules(prefix: string, names: readonly DefaultName[] = allDefaults): Rule[] {
  const rows: Readonly<Record<DefaultName, Rule>> = {
    notice: ruleOf({ key: `${prefix}.notice.min`, value: 10, unit: 'workday', title: '公告到报名截止最短', by: 'practice', article: '', unverified: true, note }),
    listing: ruleOf({ key: `${prefix}.list.min`, value: 10, unit: 'day', title: '挂牌时间最短', by: 'practice', article: '', unverified: true, note }),
    refund: ruleOf({ key: `${prefix}.deposit.refund`, value: 5, unit: 'workday', title: '退还未成交者的保证金', by: 'practice', article: '', unverified: true, note: '自竞买结束之日起；参照国土资源部令第39号第二十一条' }),
    contract: ruleOf({ key: `${prefix}.contract`, value: 10, unit: 'workday', title: '签订合同', by: 'practice', article: '', unverified: true, note: '自确认成交之日起' }),
    result: ruleOf({ key: `${prefix}.result`, value: 5, unit: 'workday', title: '公布结果', by: 'practice', article: '', unverified: true, note: '自竞买结束之日起' }),
    publicity: ruleOf({ key: `${prefix}.publicity`, value: 5, unit: 'workday', title: '结果公示最短', by: 'practice', article: '', unverified: true, note }),
    winner: ruleOf({ key: `${prefix}.result.winner`, value: true, unit: 'flag', title: '结果中公布受让方', by: 'practice', article: '', unverified: true, note: '自治区办法第二十二条要求公布结果，没有写明内容；个人只公布姓氏' }),
    confirm: ruleOf({ key: `${prefix}.confirm.within`, value: 3, unit: 'workday', title: '双方签署成交确认书', by: 'practice', article: '', unverified: true, note: '自竞买结束之日起；规定当场签的，网上交易双方不在一处，按此数办' }),
    asPrice: ruleOf({ key: `${prefix}.deposit.asPrice`, value: true, unit: 'flag', title: '成交者的保证金抵作价款', by: 'practice', article: '', unverified: true, note: '参照国土资源部令第39号第二十一条' }),
    cert: ruleOf({ key: `${prefix}.cert`, value: '合同签订后由组织交易的单位出具交易鉴证书', unit: 'text', title: '交易鉴证', by: 'practice', article: '', unverified: true }),
    reserve: ruleOf({ key: `${prefix}.reserve.afterSale`, value: false, unit: 'flag', title: '成交后可以公布底价数值', by: 'practice', article: '', unverified: true, note: '委托人可以要求保密（拍卖法第二十八条）' }),
  };
  return names.map((name) => rows[name]);
}
