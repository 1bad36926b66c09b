import { catalogue } from '#kernel/refusal.ts';
import { formatFen } from '#kernel/money.ts';

export const depositRefusals = catalogue('deposit', {
  absent: { text: (_: object) => '没有这笔保证金。', kind: 'absent' },
  tooEarly: { text: (_: object) => '开标名单公布之前，保证金只按缴费码收存，不与任何投标人对应。', article: '电子招标投标办法 第二十一条' },
  notHolder: { text: (_: object) => '退还由收取保证金的一方办理：招标人、其代理机构或者代管的交易中心。', kind: 'forbidden' },
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
  nothingDue: { text: (_: object) => '没有到期的退还。', kind: 'conflict' },
});
