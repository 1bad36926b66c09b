import { catalogue } from '#kernel/refusal.ts';

export const archiveRefusals = catalogue('archive', {
  absent: { text: (_: object) => '这个标段还没有编成档案。', remedy: '合同签订、保证金全部办结后自动编制；失败的标段在失败后编制。', kind: 'absent' },
  notReady: { text: (_: object) => '还有没有办完的事项，或者有记录还没有写入公开日志。', kind: 'conflict' },
  compiled: { text: (_: object) => '档案已经编制。', kind: 'conflict' },
  notSubject: { text: (_: object) => '档案由项目所在的交易中心和招标人分别接收。', remedy: '请用归档单位本单位的人员登录。', article: '内蒙古自治区公共资源交易管理办法 第二十五条', kind: 'forbidden' },
  otherManifest: { text: (_: object) => '接收的不是这一份档案。', remedy: '请刷新后核对摘要。', kind: 'conflict' },
  accepted: { text: (_: object) => '本单位已经接收。', kind: 'conflict' },
});
