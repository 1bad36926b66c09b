import { catalogue } from '#kernel/refusal.ts';

export const takingRefusals = catalogue('taking', {
  notRegistered: { text: (_: object) => '贵单位还没有在平台登记为主体。', remedy: '先在线登记一次，全区通用；除此之外获取招标文件没有任何条件。', article: '电子招标投标办法 第二十条', kind: 'forbidden' },
  notYet: { text: (p: { from: string }) => `招标文件从 ${p.from} 起提供。`, remedy: '到时再来，不需要报名。', article: '招标投标法实施条例 第十六条' },
  over: { text: (p: { until: string }) => `招标文件的提供期已于 ${p.until} 结束。`, remedy: '公告和招标文件仍可公开阅读。', article: '招标投标法实施条例 第十六条' },
  notTaken: { text: (_: object) => '贵单位还没有获取这个项目的招标文件。', remedy: '先免费获取招标文件。', kind: 'forbidden' },
  noSuchAmendment: { text: (p: { number: number }) => `没有第 ${p.number} 号澄清或者修改。`, remedy: '请刷新页面。', kind: 'absent' },
});
