import { catalogue } from '#kernel/refusal.ts';

export const auctionRefusals = catalogue('auctionLot', {
  absent: { text: (_: object) => '没有这个标的的竞价。', remedy: '请从标的页面进入。', kind: 'absent' },
  notYours: { text: (_: object) => '这个标的不归贵单位办理。', kind: 'forbidden' },
  notAdmitted: { text: (_: object) => '贵方没有取得这个标的的竞买号。', remedy: '提交竞买申请，经出让人、转让人确认资格，保证金到账后自动取得竞买号。', kind: 'forbidden' },
  noLottery: { text: (_: object) => '现在没有摇号可以参加。', remedy: '报到最高限价以后，页面会提示参加摇号。', kind: 'conflict' },
  joined: { text: (_: object) => '已经参加摇号。', kind: 'conflict' },
  loginFirst: { text: (_: object) => '报价前请先登录。', remedy: '用竞买人的身份登录。', kind: 'unauthenticated' },
  notABidder: { text: (_: object) => '现在的身份不是竞买人。', remedy: '换成竞买单位的经办人再报价。', kind: 'forbidden' },
  noReceipt: { text: (_: object) => '贵方在这个标的没有这样一次报价。', remedy: '回执只给报价的竞买人自己。', kind: 'absent' },
  notPresiding: { text: (_: object) => '这个标的由公告里写明的拍卖师主持，您不能代替。', article: '拍卖法 第十四条', kind: 'forbidden' },
  recordEarly: { text: (_: object) => '竞价还没有结果，还不能签署笔录。', remedy: '落槌以后签署；设有保留价的，等保留价开启。' },
  recordOther: { text: (_: object) => '签署的不是这一场的笔录。', remedy: '请刷新页面，看清笔录再签署。', kind: 'conflict' },
  notSigner: { text: (_: object) => '笔录由拍卖师、同一拍卖企业的记录人和买受人签署。', article: '拍卖法 第五十三条', kind: 'forbidden' },
  recordSigned: { text: (_: object) => '这一方已经签署过笔录。', kind: 'conflict' },
  otherReserve: { text: (_: object) => '这不是公告时锁定的底价。', remedy: '请用公告时保存的底价文件。', article: '招标拍卖挂牌出让国有建设用地使用权规定 第十条' },
});
