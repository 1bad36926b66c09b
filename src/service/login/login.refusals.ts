import { catalogue } from '#kernel/refusal.ts';

const identity = '内蒙古自治区公共资源交易管理办法 第三十条';

export const loginRefusals = catalogue('login', {
  challengeExpired: {
    text: (_: object) => '登录挑战已过期或已经用过。',
    remedy: '请重新登录，平台会换一个新的挑战。',
    kind: 'unauthenticated',
  },
  statementNotLogin: {
    text: (_: object) => '签名的内容不是登录本平台。',
    remedy: '请在本平台的登录页重新签名；不要在别处为登录签名。',
    kind: 'unauthenticated',
  },
  otherHost: {
    text: (_: object) => '签名是为另一个网站做的。',
    remedy: '请核对浏览器地址栏，在本平台的登录页重新登录。',
    kind: 'unauthenticated',
    got: (p: { signed: string; here: string }) => p.signed.slice(0, 100),
    want: (p: { signed: string; here: string }) => p.here,
  },
  personless: {
    text: (_: object) => '这张证书是单位证书，没有持证人。',
    remedy: '请使用发给本人的数字证书登录。',
    article: identity,
    kind: 'unauthenticated',
  },
  unknownPerson: {
    text: (_: object) => '证书有效，但持证人还没有在平台登记。',
    remedy: '单位首次使用请先登记主体；单位已登记的，请本单位经办人把您登记为人员。',
    article: identity,
    kind: 'unauthenticated',
  },
  roleNotHeld: {
    text: (_: object) => '您没有所选的身份。',
    remedy: '请从自己的身份中选择。',
    kind: 'forbidden',
  },
  wrong: {
    text: (_: object) => '工号、口令或动态码不对，或连续输错已暂停登录。',
    remedy: '请核对后再试；连续输错五次，十五分钟后才能再试。动态码每个只能用一次。',
    kind: 'unauthenticated',
  },
  notStaff: {
    text: (_: object) => '口令加动态码只给交易中心、监督部门和平台运维的工作人员。',
    remedy: '其他单位请用数字证书登录。',
    kind: 'forbidden',
  },
  certificateFirst: {
    text: (_: object) => '设置口令要先用数字证书登录。',
    remedy: '请退出，用本人的数字证书登录后再设置。',
    kind: 'forbidden',
  },
  loginTaken: {
    text: (_: object) => '这个工号已经有人使用。',
    remedy: '请核对工号；确属本人的，请联系本单位管理员。',
    kind: 'conflict',
  },
  noDemo: { text: (_: object) => '没有这个地址。', kind: 'absent' },
});
