import { catalogue } from '#kernel/refusal.ts';

const separation = '内蒙古自治区公共资源交易管理办法 第四十八条';
const oneRegistration = '内蒙古自治区公共资源交易管理办法 第三十条';

export const subjectRefusals = catalogue('subject', {
  alreadyRegistered: {
    text: (_: object) => '这个统一社会信用代码已经登记。',
    remedy: '主体一次注册、全区共享，不必再登记；请由本单位已登记的人员登录，再增加人员。',
    article: oneRegistration,
    kind: 'conflict',
    got: (p: { orgId: string }) => p.orgId,
  },
  notRegistered: {
    text: (_: object) => '这个单位还没有登记。',
    remedy: '请先以单位数字证书登记主体，一次登记全区可用。',
    article: oneRegistration,
    kind: 'absent',
  },
  foreignOrganisation: {
    text: (_: object) => '只能登记、变更自己所在的单位。',
    remedy: '请换用该单位人员的数字证书登录。',
    kind: 'forbidden',
  },
  kindNotSelf: {
    text: (_: object) => '这类单位不能自行登记。',
    remedy: '招标人、代理机构、企业自行登记，个人在个人登记页登记；中心、产权交易机构、拍卖企业、监督部门、认证机构和专家库由平台核实后登记。',
    article: separation,
    kind: 'forbidden',
    got: (p: { kind: string }) => p.kind,
  },
  certificateName: {
    text: (_: object) => '单位名称与数字证书中的不一致。',
    remedy: '请按证书上的名称登记；名称已变更的，先到认证机构换发证书。',
    article: '内蒙古自治区公共资源交易管理办法 第三十条',
    got: (p: { given: string; certified: string }) => p.given,
    want: (p: { given: string; certified: string }) => p.certified,
  },
  personless: {
    text: (_: object) => '证书里没有人员编号，无法实名登记经办人。',
    remedy: '请使用发给经办人本人的数字证书。',
  },
  /** Neither says whose a number is, nor repeats it or the name. */
  personRegistered: {
    text: (_: object) => '这个人已经登记过。',
    remedy: '个人一次登记、全区通用。请用登记时的数字证书登录；证书丢了的，向发证机构补办后联系平台。',
    article: oneRegistration,
    kind: 'conflict',
  },
  personName: {
    text: (_: object) => '姓名与数字证书中的不一致。',
    remedy: '请按证书上的姓名填写。',
    article: oneRegistration,
  },
  notAuctioneer: {
    text: (_: object) => '这个人不是拍卖企业登记的拍卖师。',
    remedy: '先登记拍卖企业，再把本人登记为该企业的拍卖师，然后录入执业证号。',
    article: '拍卖法 第十四条',
  },
  officeMismatch: {
    text: (_: object) => '职能与单位类型不相符。',
    remedy: '中心登记“中心”；产权交易机构登记“产权交易机构”；监督部门登记所监督的行业；其他单位不登记职能。',
    article: separation,
    got: (p: { office: string }) => p.office,
  },
  officeTaken: {
    text: (p: { name: string }) => `这一职能在当地已由${p.name}承担。`,
    remedy: '请核对区划与行业；机构改革需要变更的，先变更原单位。',
    kind: 'conflict',
  },
  roleNotOfKind: {
    text: (p: { role: string; kind: string }) => `“${p.role}”不是这类单位人员的职责。`,
    remedy: '决策、执行、监督相互分离：每类单位只能授予本类职责。',
    article: separation,
    got: (p: { role: string; kind: string }) => p.kind,
  },
  dutiesTogether: {
    text: (p: { one: string; other: string }) => `同一人不能同时承担“${p.one}”与“${p.other}”。`,
    remedy: '请由另一人承担；服务、监督、认证、运维、产权交易、拍卖人员不得兼任其他职责。',
    article: separation,
  },
  personElsewhere: {
    text: (_: object) => '这个人员编号已经属于其他单位。',
    remedy: '请核对编号；人员换单位时由平台核实后登记。',
    kind: 'conflict',
  },
  noDemo: { text: (_: object) => '没有这个地址。', kind: 'absent' },
  nothingChanged: {
    text: (_: object) => '登记内容没有变化。',
    remedy: '请修改需要变更的项目后再提交。',
  },
});
