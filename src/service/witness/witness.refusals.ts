import { catalogue } from '#kernel/refusal.ts';

export const witnessRefusals = catalogue('witness', {
  absent: { text: (_: object) => '没有这个招标项目，或者它不由本单位见证。', remedy: '见证由项目所在的交易中心负责，记录供监督部门查阅。', article: '内蒙古自治区公共资源交易管理办法 第二十四条', kind: 'forbidden' },
  noFile: { text: (p: { name: string }) => `附件“${p.name}”没有上传完整。`, remedy: '重新上传后再提交。', kind: 'invalid' },
  noMeasures: { text: (_: object) => '违反现场管理制度的，须写明制止、纠正的情况。', article: '内蒙古自治区公共资源交易管理办法 第二十四条', kind: 'invalid' },
});
