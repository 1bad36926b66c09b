import { catalogue } from '#kernel/refusal.ts';

export const inquiryRefusals = catalogue('inquiry', {
  notTaker: { text: (_: object) => '贵单位还没有获取这个项目的招标文件。', remedy: '先免费获取招标文件，再提问。', kind: 'forbidden' },
  namesAsker: { text: (_: object) => '问题里写出了贵单位的名称。', remedy: '删去单位名称：招标人看到问题，但不应知道是谁提的。', article: '招标投标法 第二十二条' },
});
