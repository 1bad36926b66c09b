import { catalogue } from '#kernel/refusal.ts';
import { formatFen } from '#kernel/money.ts';

type Sides = { readonly debitFen: bigint; readonly creditFen: bigint };

export const ledgerRefusals = catalogue('ledger', {
  oneSided: { text: (_: object) => '一条分录只有一方，而且金额大于零。', remedy: '借方和贷方只填一个，另一个为 0。', kind: 'invalid' },
  unbalanced: {
    text: (_: Sides) => '借贷不平。', remedy: '一次记账的借方合计等于贷方合计。', kind: 'invalid',
    got: (p: Sides) => `借方 ${formatFen(p.debitFen)}，贷方 ${formatFen(p.creditFen)}`, want: (_: Sides) => '两方合计相等',
  },
  overdrawn: { text: (p: { account: string }) => `账户 ${p.account} 里没有这么多钱。`, remedy: '先核对这个账户的余额；一个人的钱不能由另一个人的来付。' },
  otherPosting: { text: (p: { reference: string }) => `凭证 ${p.reference} 已经记过账，内容不同。`, kind: 'conflict' },
  notBank: { text: (_: object) => '银行账户只随银行流水和付款结果变动。', kind: 'forbidden' },
});
