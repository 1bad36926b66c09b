import { catalogue } from '#kernel/refusal.ts';
import { formatFen } from '#kernel/money.ts';

export const depositRefusals = catalogue('deposit', {
  absent: { text: (_: object) => '没有这笔保证金。', kind: 'absent' },
  tooEarly: { text: (_: object) => '开标名单公布之前，保证金只按缴费码收存，不与任何投标人对应。', article: '电子招标投标办法 第二十一条' },
  notHolder: { text: (_: object) => '到账和退还由收取保证金的一方办理：招标人、其代理机构或者代管的交易中心。', kind: 'forbidden' },
  notInitiator: { text: (_: object) => '是否不予退还由招标人决定。', remedy: '请以招标人一方经办人的身份登录。', kind: 'forbidden' },
  closed: { text: (_: object) => '这笔保证金已经办结。', kind: 'conflict' },
  future: { text: (p: { today: string }) => `付款日期在今天（${p.today}）之后。`, remedy: '付款完成后再登记。', kind: 'invalid' },
  amount: {
    text: (_: object) => '退还的本金与收取的不一致。', remedy: '保证金应当全额退还。', article: '招标投标法实施条例 第五十七条', rule: 'eng.deposit.refundAfterContract',
    got: (p: { got: string; want: string }) => formatFen(BigInt(p.got)), want: (p: { got: string; want: string }) => formatFen(BigInt(p.want)),
  },
  interest: {
    text: (p: { days: number; got: string; want: string }) => `计息 ${p.days} 日，退还的利息不足。`, remedy: '补足银行同期存款利息后登记。', article: '招标投标法实施条例 第五十七条', rule: 'eng.deposit.interestRate',
    got: (p: { days: number; got: string; want: string }) => formatFen(BigInt(p.got)), want: (p: { days: number; got: string; want: string }) => `不少于 ${formatFen(BigInt(p.want))}`,
  },
  ground: { text: (_: object) => '这不是可以不退还投标保证金的法定情形。', remedy: '从列明的情形中选择；没有这些情形的应当退还。', article: '招标投标法实施条例 第三十五条、第七十四条', rule: 'eng.deposit.forfeit' },
  noFact: {
    text: (p: { ground: string; why: string }) => `记录不支持“${p.ground}”。`, remedy: '没有法定情形的应当退还；确有事实的，先按程序使它进入记录。', article: '招标投标法实施条例 第三十五条、第七十四条', rule: 'eng.deposit.forfeit',
    got: (p: { ground: string; why: string }) => p.why, want: (p: { ground: string; why: string }) => p.ground,
  },
  notArrived: {
    text: (_: object) => '没有登记到账的保证金，谈不上退还或者不予退还。', remedy: '先登记到账；确实没有到账的不用退。', article: '招标投标法实施条例 第五十七条',
    got: (p: { got: string }) => p.got, want: (_: object) => '已经登记到账',
  },
  settled: {
    text: (_: object) => '这笔保证金的到账已经登记过。', kind: 'conflict', got: (p: { got: string }) => p.got, want: (_: object) => '还没有核对，或者登记为未到账后又到账的',
  },
  form: {
    text: (_: object) => '登记的方式与投标文件写明的保证金形式不一致。', remedy: '转账的登记到账；保函、保险登记编号和出具单位。', article: '招标投标法实施条例 第二十六条', rule: 'eng.guarantee.forms',
    got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => p.want,
  },
  nothing: { text: (_: object) => '到账金额为零。', remedy: '没有到账的，登记“未到账”并写明原因。', kind: 'invalid', path: 'amountFen' },
  arrivesLater: { text: (p: { arrivedOn: string; today: string }) => `到账日期 ${p.arrivedOn} 在今天之后。`, remedy: '到账以后再登记。', kind: 'invalid', path: 'arrivedOn', got: (p: { arrivedOn: string; today: string }) => p.arrivedOn, want: (p: { arrivedOn: string; today: string }) => `不晚于 ${p.today}` },
  beforeArrival: { text: (_: object) => '付款日期早于到账日期。', remedy: '核对付款凭证上的日期。', kind: 'invalid', path: 'paidOn', got: (p: { paidOn: string; arrivedOn: string }) => p.paidOn, want: (p: { paidOn: string; arrivedOn: string }) => `不早于 ${p.arrivedOn}` },
  sealedAccount: { text: (_: object) => '按缴费码列出的保证金不登记付款账户：账户会说出谁投了标。', remedy: '付款账户留空，按缴费码核对。', article: '招标投标法 第二十二条', path: 'paidFrom' },
  nothingDue: { text: (_: object) => '没有到期的退还。', kind: 'conflict' },
});
