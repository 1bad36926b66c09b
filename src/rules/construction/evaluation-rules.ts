import { ruleOf } from '../rule.ts';

/** The panel, its evaluation and what follows from it. */
export const evaluationRules = [
  ruleOf({ key: 'eng.panel.min', value: 5, unit: 'person', title: '评标委员会最少人数（单数）', by: 'tenderLaw', article: '第三十七条' }),
  ruleOf({ key: 'eng.panel.odd', value: true, unit: 'flag', title: '评标委员会人数为单数', by: 'tenderLaw', article: '第三十七条' }),
  ruleOf({ key: 'eng.panel.expertShare', value: '2/3', unit: 'rate', title: '技术、经济等方面专家的最低比例', by: 'tenderLaw', article: '第三十七条' }),
  ruleOf({ key: 'eng.expert.qual', value: 8, unit: 'year', title: '专家从事相关领域的最低年限', by: 'tenderLaw', article: '第三十七条', note: '并具有高级职称或者同等专业水平' }),
  ruleOf({ key: 'eng.panel.random', value: true, unit: 'flag', title: '专家从库中随机抽取', by: 'tenderRegulation', article: '第四十六条' }),
  ruleOf({ key: 'eng.panel.secret', value: '中标结果确定前保密', unit: 'text', title: '评标委员会成员名单', by: 'tenderLaw', article: '第三十七条' }),
  ruleOf({ key: 'eng.panel.time', value: '1/3', unit: 'rate', title: '超过此比例的成员认为时间不够的，应当延长评标时间', by: 'tenderRegulation', article: '第四十八条' }),
  ruleOf({ key: 'eng.panel.replace', value: '有回避事由、擅离职守或者因健康等原因不能继续评标的，及时更换；其评审结论无效，由更换后的成员重新评审', unit: 'text', title: '更换评标委员会成员', by: 'tenderRegulation', article: '第四十八条' }),
  ruleOf({ key: 'eng.panel.absence', value: 30, unit: 'minute', title: '超过报到时间这么久仍未到场的，按缺席更换', by: 'practice', article: '', unverified: true, note: '条例第四十八条要求及时更换，未定时长' }),
  ruleOf({ key: 'eng.panel.avoid', unit: 'codes', title: '评标委员会成员应当回避的情形', by: 'evaluationOrder', article: '第十二条', value: [
    { code: 'kin', text: '投标人或者其主要负责人的近亲属' },
    { code: 'regulator', text: '项目主管部门或者行政监督部门的人员' },
    { code: 'interest', text: '与投标人有经济利益关系，可能影响公正评审' },
    { code: 'punished', text: '因招标投标活动中的违法行为受过行政或者刑事处罚' },
  ] }),
  ruleOf({ key: 'eng.panel.avoid26', value: 3, unit: 'year', title: '与投标人存在劳动、董监、控股关系的回避年限', by: 'expertOrder', article: '', unverified: true }),
  ruleOf({ key: 'eng.reject7', unit: 'codes', title: '应当否决投标的情形', by: 'tenderRegulation', article: '第五十一条', value: [
    { code: 'unsigned', text: '既没有单位盖章，也没有单位负责人签字' },
    { code: 'noConsortiumAgreement', text: '以联合体投标而没有共同投标协议' },
    { code: 'unqualified', text: '不具备规定的资格条件' },
    { code: 'twoBids', text: '一个投标人有两份以上不同的投标文件或者报价（招标文件要求备选方案的除外）' },
    { code: 'price', text: '投标报价低于成本或者高于最高投标限价' },
    { code: 'unresponsive', text: '没有响应招标文件的实质性要求' },
    { code: 'unlawful', text: '串通投标、弄虚作假、行贿或者有其他违法行为' },
  ] }),
  ruleOf({ key: 'eng.clarifyBid', value: '书面进行，不得超出投标文件范围或者改变实质内容', unit: 'text', title: '要求投标人澄清', by: 'tenderRegulation', article: '第五十二条' }),
  ruleOf({ key: 'eng.lowPrice', value: '要求书面说明并提供证明，不能合理说明的否决', unit: 'text', title: '报价明显低于其他报价、可能低于成本', by: 'evaluationOrder', article: '第二十一条' }),
  ruleOf({ key: 'eng.fix', value: '大写优先于小写；单价优先于总价，单价小数点明显错误的除外', unit: 'text', title: '算术错误修正', by: 'evaluationOrder', article: '第十九条' }),
  ruleOf({ key: 'eng.validMin', value: 3, unit: 'count', title: '有效投标不足此数且明显缺乏竞争的，可以否决全部投标', by: 'evaluationOrder', article: '第二十七条' }),
  ruleOf({ key: 'eng.tieLowerPrice', value: true, unit: 'flag', title: '总分相同的，投标报价低者优先', by: 'standardWorks', article: '第三章评标办法', note: '报价也相同的，按招标文件规定' }),
  ruleOf({ key: 'eng.trimMembers', value: 5, unit: 'person', title: '去掉最高分、最低分后平均所需的最少评委数', by: 'practice', article: '', unverified: true, note: '须在招标文件载明' }),
  ruleOf({ key: 'eng.benchmark.trimFrom', value: 5, unit: 'count', title: '评标基准价去掉最高、最低报价所需的最少有效报价数', by: 'practice', article: '', unverified: true, note: '地方参数，由招标文件规定' }),
  ruleOf({ key: 'eng.highway.e1', value: '2', unit: 'factor', title: '报价高于基准价每百分之一扣分', by: 'practice', article: '', unverified: true, note: '公路工程常用值' }),
  ruleOf({ key: 'eng.highway.e2', value: '1', unit: 'factor', title: '报价低于基准价每百分之一扣分', by: 'practice', article: '', unverified: true, note: '公路工程常用值' }),
];
