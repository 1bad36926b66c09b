import { ruleOf } from '../rule.ts';

/** Candidates, award, contract, archive. */
export const awardRules = [
  ruleOf({ key: 'eng.candidates', value: 3, unit: 'count', title: '中标候选人最多人数', by: 'tenderRegulation', article: '第五十三条', note: '标明排序' }),
  ruleOf({ key: 'eng.failed.retender', value: '招标人应当依法重新招标', unit: 'text', title: '所有投标被否决', by: 'tenderLaw', article: '第四十二条' }),
  ruleOf({ key: 'eng.failed.publishWithin', value: 3, unit: 'day', title: '收到没有候选人的评标报告后公告招标失败', by: 'practice', article: '', unverified: true, note: '法律没有写明日数，参照候选人公示的三日；逾期由平台公告，使保证金按时退还' }),
  ruleOf({ key: 'eng.deposit.refundFailed', value: 5, unit: 'day', title: '招标失败后退还投标保证金及利息', by: 'practice', article: '', unverified: true, note: '条例没有写明日数，参照第五十七条的五日' }),
  ruleOf({ key: 'eng.report.dissent', value: '书面说明不同意见；拒绝签字又不说明的视为同意', unit: 'text', title: '对评标结果有不同意见', by: 'tenderRegulation', article: '第五十三条' }),
  ruleOf({ key: 'eng.award.first', value: true, unit: 'flag', title: '国有资金占控股或者主导地位的依法必须招标项目，确定排名第一的候选人中标', by: 'tenderRegulation', article: '第五十五条' }),
  ruleOf({
    key: 'eng.award.separate', value: false, unit: 'flag', title: '国有资金占控股或者主导地位的依法必须招标项目可以评定分离', by: 'practice', article: '', unverified: true,
    note: '条例第五十五条要求确定排名第一的候选人；评定分离是地方、行业的试点，有试点文件的地方另加一行，写明文号和起止日',
  }),
  ruleOf({ key: 'eng.award.process', value: true, unit: 'flag', title: '定标过程和理由写明并留痕', by: 'practice', article: '', unverified: true, open: true, note: '招标投标法第四十条把确定中标人交给招标人，没有写明记录的形式' }),
  ruleOf({ key: 'eng.award.process', value: true, unit: 'flag', title: '定标过程和理由写明并留痕', by: 'alxaTrading', article: '第三十二条', region: '152900' }),
  ruleOf({ key: 'eng.award.next', unit: 'codes', title: '可以依次递补或者重新招标的情形', by: 'tenderRegulation', article: '第五十五条', value: [
    { code: 'declined', text: '放弃中标' },
    { code: 'forceMajeure', text: '因不可抗力不能履行合同' },
    { code: 'noBond', text: '不按照招标文件要求提交履约保证金' },
    { code: 'unlawful', text: '被查实存在影响中标结果的违法行为' },
  ] }),
  ruleOf({ key: 'eng.recheck', value: '发出中标通知书前由原评标委员会按原标准审查确认', unit: 'text', title: '候选人经营、财务状况发生较大变化或者违法', by: 'tenderRegulation', article: '第五十六条' }),
  ruleOf({ key: 'eng.perf.max', value: '0.1', unit: 'rate', title: '履约保证金占中标合同金额的上限', by: 'tenderRegulation', article: '第五十八条' }),
  ruleOf({ key: 'eng.contract.onPlatform', value: false, unit: 'flag', title: '合同须在平台上签订', by: 'regionTrading', article: '第二十三条', open: true, note: '可以在平台签订，也可以上传已签订的合同' }),
  ruleOf({ key: 'eng.contract.onPlatform', value: true, unit: 'flag', title: '合同须在平台上签订', by: 'alxaTrading', article: '第二十二条', region: '152900' }),
  ruleOf({ key: 'eng.archive.years', value: 15, unit: 'year', title: '交易档案保存期限', by: 'practice', article: '', unverified: true, note: '工程建设无统一法定年限，参照政府采购文件' }),
  ruleOf({ key: 'eng.complaint.objectionFirst', unit: 'codes', title: '投诉前应当先提出异议的事项', by: 'tenderRegulation', article: '第六十条', value: [
    { code: 'document', text: '资格预审文件、招标文件（第二十二条）' },
    { code: 'opening', text: '开标（第四十四条）' },
    { code: 'result', text: '评标结果（第五十四条）' },
  ] }),
  ruleOf({ key: 'eng.complaint.notAccept', unit: 'codes', title: '投诉不予受理的情形', by: 'complaintOrder', article: '第十二条', value: [
    { code: 'stranger', text: '投诉人不是参与者，也没有利害关系' },
    { code: 'vague', text: '事项不具体、没有有效线索，难以查证' },
    { code: 'unsigned', text: '没有署真实姓名、签字和有效联系方式，单位投诉未签章' },
    { code: 'late', text: '超过投诉时效' },
    { code: 'decided', text: '已有处理决定且没有新证据' },
    { code: 'noObjection', text: '应当先异议而没有提出，或者已经复议、诉讼' },
  ] }),
];
