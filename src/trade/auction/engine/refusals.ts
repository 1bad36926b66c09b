import { catalogue } from '#kernel/refusal.ts';

type Price = { readonly got: string; readonly want: string };

/** What a hall refuses. Each says what would be taken; the bidder and the department alone read it. */
export const hallRefusals = catalogue('auction', {
  waiting: { text: (p: { startAt: string }) => `竞价还没有开始，${p.startAt} 开始。`, remedy: '页面会在开始时自动开放报价。' },
  paused: { text: (_: object) => '竞价已经暂停，所有人都不能报价。', remedy: '恢复后倒计时接着走，不会因此少一秒。' },
  ended: { text: (_: object) => '竞价已经结束，这次报价在结束之后才收到。', remedy: '收到时刻以平台数据库的记录为准，回执上可以核对。' },
  notAdmitted: { text: (_: object) => '没有取得本标的的竞买资格。', remedy: '资格由出让人、转让人确认。', kind: 'forbidden' },
  noBidding: { text: (p: { stage: string }) => `现在是${p.stage}，不接受加价。`, remedy: '请等这一阶段结束。' },
  notAPrice: { text: (_: { got: string }) => '报价应当大于零。', got: (p: { got: string }) => p.got },
  tooLow: { text: (p: Price) => `报价 ${p.got} 不够。`, got: (p: Price) => p.got, want: (p: Price) => p.want, remedy: '按起始价、当前最优报价和加价幅度报价。' },
  offStep: { text: (p: Price & { step: string }) => `报价 ${p.got} 不是加价幅度 ${p.step} 的整数倍。`, got: (p: Price) => p.got, want: (p: Price) => p.want, remedy: '在当前价上加整数档。', article: '招标拍卖挂牌出让国有建设用地使用权规定 第十八条' },
  overCap: { text: (p: Price) => `报价 ${p.got} 超过公告的限价。`, got: (p: Price) => p.got, want: (p: Price) => p.want, remedy: '最高报到限价为止。' },
  notAsked: { text: (p: Price) => `现在的价格是 ${p.want}，应按这个价格应价。`, got: (p: Price) => p.got, want: (p: Price) => p.want, remedy: '价格已经变动，请看清后再应价。' },
  notGoingOn: { text: (_: object) => '询问时没有表示继续竞价，不参加限时竞价。', article: '招标拍卖挂牌出让国有建设用地使用权规定 第十九条' },
  alreadyGoingOn: { text: (_: object) => '已经表示继续竞价。', kind: 'conflict' },
  notYourTurn: { text: (_: object) => '现在不是您的报价时间。', remedy: '每一轮报价从条件最差的开始，轮到时页面会提示。' },
  holderWaits: { text: (_: object) => '您已按降价应价，不参加这一阶段的密封报价。', remedy: '密封报价公布后，您可以再报更高的价格。' },
  onlyHolder: { text: (_: object) => '这一阶段只由应价人报价。' },
  onlyPreferred: { text: (_: object) => '这一阶段只询问有优先购买权的竞买人。' },
  badTerms: { text: (p: { wrong: string }) => `这样的竞价办不成：${p.wrong}。` },
  noStepChange: { text: (_: object) => '加价幅度只在挂牌期间、公告的规则允许时调整。', remedy: '限时竞价开始以后不再改变幅度。', article: '招标拍卖挂牌出让国有建设用地使用权规定 第十八条' },
  sameStep: { text: (p: { step: string }) => `加价幅度已经是 ${p.step}。`, kind: 'conflict' },
  noOffer: { text: (_: object) => '还没有报价可以撤回。', kind: 'absent' },
  quantity: { text: (p: { most: string }) => `申报数量应大于零，不超过 ${p.most}。` },
  notOpening: { text: (_: object) => '现在没有等待打开的密封报价。', kind: 'conflict' },
  notDrawing: { text: (_: object) => '现在没有等待摇号。', kind: 'conflict' },
  floorClosed: { text: (_: object) => '拍卖师还没有开始这个标的。', remedy: '拍卖师宣布开始后即可应价。' },
  floorOpen: { text: (_: object) => '这个标的已经开始。', kind: 'conflict' },
  calledOut: { text: (p: { calls: string }) => `这个价格已经叫过 ${p.calls} 次。`, remedy: '没有人加价的，现在可以落槌。', kind: 'conflict' },
  notCalled: { text: (p: { got: string; want: string }) => `这个价格只叫过 ${p.got} 次，还不能落槌。`, got: (p: { got: string }) => p.got, want: (p: { want: string }) => `${p.want} 次`, remedy: '逐次叫价，给人加价的机会；有新的应价，从第一次重新叫。' },
  noHammer: { text: (_: object) => '这个标的不由拍卖师主持。', kind: 'conflict' },
  notPaused: { text: (_: object) => '竞价没有暂停。', kind: 'conflict' },
  noReserve: { text: (_: object) => '没有等待比对的底价。', kind: 'conflict' },
});
