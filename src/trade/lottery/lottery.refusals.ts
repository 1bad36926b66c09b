import { catalogue } from '#kernel/refusal.ts';

export const lotteryRefusals = catalogue('lottery', {
  absent: { text: (_: object) => '这个标的没有摇号。', kind: 'absent' },
  notHolder: { text: (_: object) => '不是这个标的的密钥保管方。', kind: 'forbidden' },
  given: { text: (_: object) => '已经交过，或者摇号已经结束。', kind: 'conflict' },
  badEscrow: { text: (_: object) => '托管的信封与这个标的、保管方不符。' },
  notListed: { text: (_: object) => '参加摇号的竞买号还没有定下，不能交出份额。', kind: 'conflict' },
  notWaiting: { text: (_: object) => '竞价大厅没有等待摇号。', kind: 'conflict' },
});
