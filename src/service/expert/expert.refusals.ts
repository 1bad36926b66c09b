import { catalogue } from '#kernel/refusal.ts';

type Bound = { readonly got: string; readonly want: string };

export const expertRefusals = catalogue('expert', {
  unknownSpecialty: {
    kind: 'invalid',
    text: (p: { code: string }) => `专业代码 ${p.code} 不在评标专家专业分类中。`,
    remedy: '请从专业分类中选择。',
  },
  unknownLeague: {
    kind: 'invalid',
    text: (p: { code: string }) => `${p.code} 不是盟市的行政区划代码。`,
    remedy: '请填写专家所在盟市的六位代码。',
  },
  tooFewYears: {
    text: (_: Bound) => '从事相关领域的年限不够，不能入库。',
    remedy: '评标专家应从事相关领域工作满规定年限，并具有高级职称或者同等专业水平。',
    article: '招标投标法 第三十七条',
    rule: 'eng.expert.qual',
    got: (p: Bound) => p.got,
    want: (p: Bound) => p.want,
  },
  servingOrganisation: {
    kind: 'forbidden',
    text: (_: object) => '公共资源交易中心的人员不能入评标专家库。',
    remedy: '中心只提供抽取服务和见证，不参加评审。',
    article: '内蒙古自治区公共资源交易管理办法 第四十八条',
  },
  notEnrolled: {
    kind: 'absent',
    text: (_: object) => '专家库中没有这个人。',
    remedy: '请先由行业监督部门审核入库。',
  },
  notInThatState: {
    kind: 'conflict',
    text: (_: object) => '专家的状态已经是这样。',
    remedy: '请刷新后核对。',
  },
});
