import type { Chapter } from './text.ts';

/** 第三章 评标办法（综合评估法）: what the panel may do and no more. */
export const buildingEvaluation: Chapter = { id: 'evaluation', title: '第三章 评标办法（综合评估法）', sections: [
  { id: 'evaluation.method', title: '1 方法', body: '评标委员会先初步评审，再按本章标准打分，以总分从高到低排序。本章没有写明的标准和方法不作为评标依据。' },
  { id: 'evaluation.form', title: '2 形式评审', body: '投标人名称与证照一致；投标函经电子签名；联合体提交了共同投标协议；只有一个有效报价。' },
  { id: 'evaluation.qualification', title: '3 资格评审', body: '营业执照、资质、安全生产许可、项目负责人符合第二章第 2 条；没有被限制投标的生效决定。' },
  { id: 'evaluation.response', title: '4 响应性评审', body: '报价不高于最高投标限价；工期、质量、投标有效期、保证金满足要求；没有不能接受的附加条件。' },
  { id: 'evaluation.rejection', title: '5 否决投标', body: '只有法规列明的七种情形才能否决：未盖章且未签字；没有共同投标协议；资格不符；两个以上不同投标；低于成本或者高于限价；未实质响应；串通、弄虚作假、行贿等违法行为。否决由评标委员会表决，写明理由和依据。' },
  { id: 'evaluation.clarification', title: '6 澄清', body: '评标委员会以书面方式通过本平台要求澄清，不得暗示、诱导，不接受主动澄清。澄清不改变投标文件的实质内容。' },
  { id: 'evaluation.lowPrice', title: '7 异常低价', body: '报价明显低于其他报价、可能低于成本的，要求投标人书面说明并提供证明；不能合理说明的，否决其投标。' },
  { id: 'evaluation.criteria', title: '8 评分标准', body: '{{criteria}}。' },
  { id: 'evaluation.price', title: '9 价格分', body: '{{priceFormula}}。否决的投标不参加基准价计算；基准价确定后不再变动，计算错误除外。' },
  { id: 'evaluation.members', title: '10 打分汇总', body: '{{memberMethod}}。小数保留两位，第三位四舍五入。' },
  { id: 'evaluation.ranking', title: '11 排序', body: '总分相同的，报价低的排前；报价也相同的：{{tieRule}}。' },
  { id: 'evaluation.candidates', title: '12 推荐中标候选人', body: '推荐 {{candidates}} 名，标明排序。评标报告由全体成员签字；有不同意见的书面写明意见和理由。' },
  { id: 'evaluation.award', title: '13 定标', body: '{{awardMethod}}。定标过程和理由如实记录，随中标结果存档。' },
] };
