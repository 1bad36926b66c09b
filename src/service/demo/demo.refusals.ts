import { catalogue } from '#kernel/refusal.ts';

export const demoRefusals = catalogue('demo', {
  noWake: { text: (_: object) => '现在没有等待中的期限。', remedy: '可以前进一小时或一天。', kind: 'absent' },
  busy: { text: (_: object) => '演示时钟正在前进，请稍候。', kind: 'conflict' },
  badStep: { text: (_: object) => '演示时钟每次前进一小时、一天或到下一个期限。', kind: 'invalid' },
  tooFar: { text: (p: { days: number }) => `演示时钟一次最多前进 ${p.days} 天。`, remedy: '请分几次走。', kind: 'invalid' },
  noKeyFile: { text: (_: object) => '这个人没有现成的演示证书。', remedy: '请选择领证时下载的密钥文件；或换一个演示人物。', kind: 'absent' },
  badRequest: { text: (p: { problem: string }) => `领证申请有误：${p.problem}`, kind: 'invalid' },
  noTender: { text: (_: object) => '没有这个招标项目。', remedy: '请从导览里重新选一个项目。', kind: 'absent' },
});
