import { ruleOf } from '../rule.ts';

/** Statutory periods of a works tender, in the order in which they come. */
export const periodRules = [
  ruleOf({ key: 'eng.plan.publish', value: 30, unit: 'day', title: '招标计划提前公开', by: 'opinion21', article: '', unverified: true, note: '推广措施，建议值' }),
  ruleOf({ key: 'eng.doc.saleMinDays', value: 5, unit: 'day', title: '招标文件提供期最短', by: 'tenderRegulation', article: '第十六条' }),
  ruleOf({ key: 'eng.doc.fromNotice', value: true, unit: 'flag', title: '招标文件自公告规定的时间起提供', by: 'tenderRegulation', article: '第十六条', note: '不早于公告发布，不晚于投标截止' }),
  ruleOf({ key: 'eng.prequal.submitMinDays', value: 5, unit: 'day', title: '资格预审申请文件编制期最短', by: 'tenderRegulation', article: '第十七条', note: '自资格预审文件停止发售之日起' }),
  ruleOf({ key: 'eng.bid.prepMinDays', value: 20, unit: 'day', title: '投标文件编制期最短', by: 'tenderLaw', article: '第二十四条', note: '自招标文件开始发出之日起至投标截止之日止' }),
  ruleOf({ key: 'eng.clarify.minDays', value: 15, unit: 'day', title: '影响投标文件编制的澄清、修改最迟发出', by: 'tenderRegulation', article: '第二十一条', note: '投标截止前；不足的顺延投标截止时间' }),
  ruleOf({ key: 'eng.prequal.clarify', value: 3, unit: 'day', title: '资格预审文件澄清、修改最迟发出', by: 'tenderRegulation', article: '第二十一条' }),
  ruleOf({ key: 'eng.objection.prequal', value: 2, unit: 'day', title: '对资格预审文件提出异议最迟', by: 'tenderRegulation', article: '第二十二条' }),
  ruleOf({ key: 'eng.objection.doc', value: 10, unit: 'day', title: '对招标文件提出异议最迟', by: 'tenderRegulation', article: '第二十二条', note: '投标截止时间前' }),
  ruleOf({ key: 'eng.objection.reply', value: 3, unit: 'day', title: '答复异议', by: 'tenderRegulation', article: '第二十二条、第五十四条', note: '作出答复前暂停招标投标活动' }),
  ruleOf({ key: 'eng.objection.opening', value: '开标现场提出，招标人当场答复并记录', unit: 'text', title: '对开标的异议', by: 'tenderRegulation', article: '第四十四条' }),
  ruleOf({ key: 'eng.candidate.publishWithin', value: 3, unit: 'day', title: '收到评标报告后公示中标候选人', by: 'tenderRegulation', article: '第五十四条' }),
  ruleOf({ key: 'eng.candidate.publishMin', value: 3, unit: 'day', title: '中标候选人公示期最短', by: 'tenderRegulation', article: '第五十四条', note: '最后一日为休息日的，顺延到下一工作日' }),
  ruleOf({ key: 'eng.report15', value: 15, unit: 'day', title: '向行政监督部门提交招标投标情况书面报告', by: 'tenderLaw', article: '第四十七条', note: '自确定中标人之日起' }),
  ruleOf({ key: 'eng.contract.days', value: 30, unit: 'day', title: '签订书面合同', by: 'tenderLaw', article: '第四十六条', note: '自中标通知书发出之日起，且在投标有效期内' }),
  ruleOf({ key: 'eng.deposit.refundAfterContract', value: 5, unit: 'day', title: '合同签订后退还投标保证金及银行同期存款利息', by: 'tenderRegulation', article: '第五十七条' }),
  ruleOf({ key: 'eng.deposit.refundWithdraw', value: 5, unit: 'day', title: '撤回投标后退还投标保证金', by: 'tenderRegulation', article: '第三十五条', note: '自收到书面撤回通知之日起' }),
  ruleOf({ key: 'eng.complaint.window', value: 10, unit: 'day', title: '投诉时效', by: 'tenderRegulation', article: '第六十条', note: '自知道或者应当知道之日起；异议答复期间不计算在内' }),
  ruleOf({ key: 'eng.complaint.accept', value: 3, unit: 'workday', title: '决定是否受理投诉', by: 'tenderRegulation', article: '第六十一条' }),
  ruleOf({ key: 'eng.complaint.decide', value: 30, unit: 'workday', title: '作出投诉处理决定', by: 'tenderRegulation', article: '第六十一条', note: '自受理之日起；检验、检测、鉴定、专家评审时间不计' }),
  ruleOf({ key: 'eng.media.publish12h', value: 12, unit: 'hour', title: '发布媒介自收到数据电文起发布', by: 'noticeOrder', article: '第十一条', unverified: true }),
];
