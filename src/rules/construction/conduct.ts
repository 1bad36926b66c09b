import { ruleOf } from '../rule.ts';

/** How a panel works: who leads, what is voted on, how fine marks are, how long members and bidders have. */
export const conductRules = [
  ruleOf({ key: 'eng.panel.chairFromInitiator', value: true, unit: 'flag', title: '招标人代表可以担任评标委员会负责人', by: 'evaluationOrder', article: '第九条', note: '负责人与其他成员有同等的表决权；政府采购另有规定' }),
  ruleOf({ key: 'eng.panel.majority', value: '超过全体成员的半数', unit: 'text', title: '评标委员会表决通过', by: 'practice', article: '', unverified: true, note: '少数服从多数，由招标文件规定' }),
  ruleOf({ key: 'eng.score.step', value: '0.1', unit: 'factor', title: '打分的最小单位', by: 'practice', article: '', unverified: true }),
  ruleOf({ key: 'eng.score.deviation', value: '0.3', unit: 'rate', title: '与其他成员平均分相差超过该项满分的这一比例，提示核对', by: 'practice', article: '', unverified: true, note: '只作提示，不改变分数' }),
  ruleOf({ key: 'eng.clarifyBid.minutes', value: 60, unit: 'minute', title: '投标人答复澄清的时间', by: 'practice', article: '', unverified: true, note: '法规未定时长，由评标委员会掌握' }),
  ruleOf({ key: 'eng.report.signWithin', value: 24, unit: 'hour', title: '成员签署评标报告或者书面说明不同意见的时间', by: 'practice', article: '', unverified: true, note: '逾期不签也不说明的，依条例第五十三条视为同意' }),
  ruleOf({ key: 'eng.review.form', unit: 'codes', title: '形式评审', by: 'standardWorks', article: '第三章评标办法', value: [
    { code: 'name', text: '投标人名称与营业执照、资质证书一致' },
    { code: 'signed', text: '投标函有单位盖章或者法定代表人（委托代理人）签字' },
    { code: 'format', text: '投标文件格式符合招标文件的要求' },
    { code: 'consortium', text: '联合体投标的，提交了共同投标协议' },
    { code: 'onePrice', text: '只有一个有效报价' },
  ] }),
  ruleOf({ key: 'eng.review.responsiveness', unit: 'codes', title: '响应性评审', by: 'standardWorks', article: '第三章评标办法', value: [
    { code: 'scope', text: '投标内容符合招标范围' },
    { code: 'duration', text: '工期符合要求' },
    { code: 'quality', text: '工程质量符合要求' },
    { code: 'validity', text: '投标有效期符合要求' },
    { code: 'deposit', text: '投标保证金符合要求' },
    { code: 'price', text: '投标价格不高于最高投标限价' },
    { code: 'priceList', text: '已标价工程量清单完整' },
  ] }),
  ruleOf({ key: 'eng.report.return', unit: 'codes', title: '招标人可以退回评标报告复核的情形', by: 'practice', article: '', unverified: true, note: '参照发改法规规〔2022〕1117号对评标报告审查的要求', value: [
    { code: 'notByDocument', text: '没有按照招标文件规定的标准和方法评标' },
    { code: 'objectiveDiffers', text: '客观评审因素评分不一致' },
    { code: 'extremeMarks', text: '评分畸高、畸低而没有说明' },
    { code: 'lowPriceUnexamined', text: '对可能低于成本的报价没有分析研判' },
    { code: 'clarificationMissed', text: '应当要求投标人澄清、说明而没有要求' },
    { code: 'arbitraryRejection', text: '否决投标没有法定理由' },
    { code: 'sumError', text: '汇总计算错误' },
  ] }),
];
