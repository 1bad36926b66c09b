import { catalogue } from '#kernel/refusal.ts';

type Compared = { readonly title: string; readonly announced: string; readonly contract: string };

export const dealRefusals = catalogue('deal', {
  absent: { text: (_: object) => '这个标的还没有成交结果。', remedy: '竞价结束、底价比对之后才有。', kind: 'absent' },
  open: { text: (_: object) => '成交结果已经登记。', kind: 'conflict' },
  notEnded: { text: (_: object) => '竞价还没有结果。', kind: 'conflict' },
  unsold: { text: (_: object) => '这个标的没有成交，没有可以办的成交手续。', kind: 'conflict' },
  notParty: { text: (_: object) => '只有出让、转让方和竞得人能办理这一步。', remedy: '请用成交一方本单位的数字证书签名。', kind: 'forbidden' },
  notSeller: { text: (_: object) => '这一步由出让、转让方办理。', kind: 'forbidden' },
  notCentre: { text: (_: object) => '交易凭证由组织这次交易的中心出具。', remedy: '请用该中心见证人员的身份登录。', kind: 'forbidden' },
  lapsed: { text: (_: object) => '这次成交已经失效。', kind: 'conflict' },
  otherText: { text: (_: object) => '签署的不是现在这一份文本。', remedy: '请刷新，核对后重新签署。', kind: 'conflict' },
  signed: { text: (_: object) => '本单位已经签署。', kind: 'conflict' },
  concluded: { text: (_: object) => '合同已经签订，不能再改。', kind: 'conflict' },
  confirmFirst: { text: (_: object) => '双方还没有都签成交确认书。', remedy: '成交确认书双方签署以后再办这一步。', kind: 'conflict' },
  publicityFirst: { text: (p: { until: string }) => `成交结果要先公示${p.until === '' ? '' : `，至 ${p.until} 止`}。`, remedy: '公示期满无异议，再签合同。', kind: 'conflict' },
  contractFirst: { text: (_: object) => '合同还没有签订。', remedy: '这一步在合同签订以后办理。', kind: 'conflict' },
  paymentFirst: { text: (p: { owed: string }) => `价款还差 ${p.owed} 没有付清。`, remedy: '价款付清以后出具交易凭证。', kind: 'conflict' },
  published: { text: (_: object) => '结果已经公布。', kind: 'conflict' },
  noContract: { text: (_: object) => '还没有起草合同。', kind: 'absent' },
  substantive: {
    text: (p: Compared) => `合同的${p.title}与公告、成交结果不一致。`, remedy: '标的、价款和当事人以公告和成交确认书为准，请改回。', article: '民法典 第四百八十八条',
    got: (p: Compared) => p.contract, want: (p: Compared) => p.announced,
  },
  sum: { text: (_: object) => '各期价款加起来不等于成交价。', remedy: '请核对每一期的金额。', got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => p.want, kind: 'invalid' },
  parts: { text: (p: { most: number }) => `价款最多分 ${p.most} 期支付。`, remedy: '按规定的期数填写。', kind: 'invalid' },
  partTooLittle: { text: (p: { title: string; got: string; want: string }) => `${p.title}少于规定的下限。`, remedy: '请提高这一期的金额。', got: (p: { title: string; got: string; want: string }) => p.got, want: (p: { title: string; got: string; want: string }) => `不少于 ${p.want}` },
  daysWanted: { text: (p: { title: string }) => `请写明${p.title}在签订合同后多少日内支付。`, remedy: '这一类交易没有规定的付款期限，由合同约定。', kind: 'invalid' },
  tooMuch: { text: (p: { owed: string }) => `登记的金额超过还欠的价款 ${p.owed}。`, remedy: '请核对入账凭证。', kind: 'invalid' },
  receivedOn: { text: (_: object) => '到账日期不在合同签订之后、今天之前。', remedy: '请填写银行入账凭证上的日期。', kind: 'invalid' },
  referenceTwice: { text: (p: { reference: string }) => `凭证 ${p.reference} 已经登记过。`, kind: 'conflict' },
  notDueYet: { text: (p: { until: string }) => `竞得人的期限到 ${p.until} 为止，还没有过。`, remedy: '期限届满仍不办理的，才能取消成交、不退保证金。', kind: 'conflict' },
  nothingOwed: { text: (_: object) => '竞得人没有逾期的事项，不能取消成交。', kind: 'conflict' },
  certified: { text: (_: object) => '交易凭证已经出具。', kind: 'conflict' },
  noOverdue: { text: (_: object) => '没有新的逾期事项。', kind: 'conflict' },
});
