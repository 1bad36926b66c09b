import { catalogue } from '#kernel/refusal.ts';

export const objectionRefusals = catalogue('objection', {
  absent: { text: (_: object) => '没有这件异议，或者它已经答复。', remedy: '请刷新异议列表。', kind: 'absent' },
  taken: { text: (_: object) => '这个异议编号已经用过。', remedy: '请刷新页面后重新提交。', kind: 'conflict' },
  noInterest: {
    text: (p: { lacks: string }) => `贵单位${p.lacks}，没有写明与本项目的利害关系。`, remedy: '作为其他利害关系人提出的，写明利害关系（不少于十个字）；只有招标人和监督部门看得到。', kind: 'invalid',
  },
  notRegistered: { text: (_: object) => '没有找到贵单位的登记信息。', remedy: '请先办理主体登记，再提出异议。', kind: 'forbidden' },
  tooLate: {
    text: (p: { what: string }) => `对${p.what}提出异议的时间已过。`, remedy: '认为违法的，可以依法向行政监督部门投诉。',
    got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => p.want,
  },
  tooEarly: { text: (p: { what: string; from: string }) => `对${p.what}的异议从 ${p.from} 起受理。`, remedy: '请到时再提。' },
  namesObjector: {
    text: (p: { where: string }) => `公开的${p.where}写出了异议提出人的名称。`, remedy: '改用“异议提出人”，不写单位名称和统一社会信用代码。',
    article: '内蒙古自治区公共资源交易管理办法 第二十六条',
  },
  upheldWithoutAmendment: {
    text: (_: object) => '异议成立的，应当在答复的同时修改招标文件。', remedy: '在同一份答复中写出修改内容；平台会一并发布并顺延截止时间。', article: '招标投标法实施条例 第二十二条、第二十三条',
  },
  amendmentNotHere: {
    text: (_: object) => '只有对招标文件的异议成立时，答复才带修改内容。', remedy: '去掉修改内容；需要修改招标文件的另行发布。', kind: 'invalid',
  },
});
