import { catalogue } from '#kernel/refusal.ts';

export const sealingRefusals = catalogue('sealing', {
  absent: { text: (_: object) => '这个标的没有密封报价。', kind: 'absent' },
  notOpen: { text: (_: object) => '现在不收密封报价。', remedy: '到密封报价的时间，页面会自动开放。', kind: 'conflict' },
  otherEnvelope: { text: (_: object) => '密封的报价与这个标的、竞买号或者截止时间不符。', remedy: '页面刷新以后再密封一次。' },
  notHolder: { text: (_: object) => '不是这个标的的密钥保管方。', kind: 'forbidden' },
  given: { text: (_: object) => '已经交过，或者报价已经打开。', kind: 'conflict' },
  notListed: { text: (_: object) => '密封报价还没有截止，不能交出份额。', kind: 'conflict' },
  notWaiting: { text: (_: object) => '竞价大厅没有等待打开的报价。', kind: 'conflict' },
});
