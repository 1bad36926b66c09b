import { catalogue } from '#kernel/refusal.ts';

export const commandRefusals = catalogue('command', {
  keyReused: {
    text: (_: object) => '这个幂等键已经用于另一个内容不同的请求。',
    remedy: '重试时原样发送同一内容；新的操作请换一个新的幂等键。',
    kind: 'conflict',
  },
  roleNotAllowed: {
    text: (p: { title: string; role: string }) => `“${p.title}”不属于“${p.role}”的职责。`,
    remedy: '请以有此职责的身份登录。平台运行服务机构不得行使审批、备案、监督、处罚等监管职能。',
    article: '内蒙古自治区公共资源交易管理办法 第四十八条',
    kind: 'forbidden',
  },
  loginFirst: {
    text: (_: object) => '请先登录。',
    remedy: '登录后重新提交，已填写的内容不会丢失。',
    kind: 'unauthenticated',
  },
  bodyInvalid: {
    text: (p: { path: string; problem: string }) => `“${p.path}”填写有误：${p.problem}`,
    remedy: '请按提示改正后重新提交。',
    kind: 'invalid',
  },
  unknown: {
    text: (p: { name: string }) => `没有名为 ${p.name} 的操作。`,
    kind: 'absent',
  },
  noSuchOutcome: {
    text: (_: object) => '没有找到这个幂等键对应的操作，它没有被受理。',
    remedy: '可以放心用同一个键重新提交。',
    kind: 'absent',
  },
});
