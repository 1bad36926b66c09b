import { catalogue } from '#kernel/refusal.ts';

export const saleRefusals = catalogue('sale', {
  absent: { text: (_: object) => '没有这个出让、转让项目。', kind: 'absent' },
  exists: { text: (_: object) => '这个编号的公告已经发布。', remedy: '同一份公告只发布一次。', kind: 'conflict' },
  notASeller: { text: (_: object) => '贵单位不是登记的发起方，不能发布出让、转让公告。', kind: 'forbidden' },
  heldElsewhere: { text: (p: { kind: string }) => `${p.kind}依法在别处交易，本平台只汇集信息。`, remedy: '请到法定的交易场所办理。' },
  centreAbsent: { text: (p: { centre: string }) => `${p.centre}还没有在平台登记。`, kind: 'conflict' },
  departmentAbsent: { text: (p: { department: string }) => `${p.department}还没有在平台登记。`, kind: 'conflict' },
  applicationsOver: { text: (p: { until: string }) => `竞买申请已于 ${p.until} 截止。`, remedy: '公告仍可公开阅读，竞价可以旁观。' },
  applied: { text: (_: object) => '贵方已经申请过这个标的。', kind: 'conflict' },
  ownLot: { text: (_: object) => '出让人、转让人不能竞买自己的标的。', article: '拍卖法 第三十条', kind: 'forbidden' },
  noPreference: { text: (p: { kind: string }) => `${p.kind}没有法定的优先购买权。`, remedy: '取消“主张优先购买权”后再提交。' },
  notRegistered: { text: (_: object) => '还没有在平台登记为主体。', remedy: '先在线登记一次，全区通用。', kind: 'forbidden' },
  notYours: { text: (_: object) => '竞买资格只由出让人、转让人确认。', article: '内蒙古自治区公共资源交易管理办法', kind: 'forbidden' },
  noApplication: { text: (_: object) => '没有这份竞买申请。', kind: 'absent' },
  decided: { text: (_: object) => '这份申请的资格已经确认过。', kind: 'conflict' },
  depositTwice: { text: (_: object) => '这份申请的保证金已经到账。', kind: 'conflict' },
  depositShort: { text: (p: { got: string; want: string }) => `到账 ${p.got}，少于要求的保证金。`, got: (p: { got: string }) => p.got, want: (p: { want: string }) => p.want },
  noKeyHolders: { text: (_: object) => '这种方式要由出让方、两家交易中心和独立的认证机构各持一份密钥，现在还没有登记齐。', remedy: '请出让人、转让人先登记密钥代理，或者换一种竞价方式。', kind: 'conflict' },
  scoresWanted: { text: (_: { got: string; want: string }) => '权重报价的，确认资格时逐项评分；其他方式不评分。', got: (p: { got: string }) => p.got, want: (p: { want: string }) => p.want },
  scoreOver: { text: (p: { title: string; got: string; want: string }) => `“${p.title}”的得分超过满分。`, got: (p: { got: string }) => p.got, want: (p: { want: string }) => `不超过 ${p.want} 分` },
  reasonWanted: { text: (_: object) => '不予确认资格的，应写明理由。', remedy: '写明不符合公告的哪一项条件。' },
});
