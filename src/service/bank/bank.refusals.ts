import { catalogue } from '#kernel/refusal.ts';

export const bankRefusals = catalogue('bank', {
  notNext: { text: (_: object) => '这条流水不是下一条，或者与余额对不上。', kind: 'conflict' },
  notWaiting: { text: (_: object) => '这笔到账已经处理。', kind: 'conflict' },
  noLine: { text: (_: object) => '没有这笔到账。', kind: 'absent' },
  noPayout: { text: (_: object) => '没有这笔付款。', kind: 'absent' },
  notReturnable: { text: (_: object) => '只有没有归属的到账才由工作人员退回；已经归属的按交易规则退还。', remedy: '请刷新后核对。', kind: 'conflict' },
  notFailed: { text: (_: object) => '这笔付款没有失败，不能重新付款。', remedy: '银行还没有答复的，平台会一直询问到有结果为止。', kind: 'conflict' },
  otherFacts: { text: (_: object) => '签署的凭证号或者金额与流水不一致。', remedy: '请刷新后核对，重新签署。', kind: 'conflict' },
  notKeeper: { text: (_: object) => '归集账户由代管的交易中心管理。', remedy: '请用代管单位见证人员的身份登录。', kind: 'forbidden' },
  noDeposit: { text: (_: object) => '这个缴费码下没有可以退还的保证金。', kind: 'absent' },
  answered: { text: (_: object) => '这次付款的结果已经登记。', kind: 'conflict' },
});
