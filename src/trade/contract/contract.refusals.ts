import { catalogue } from '#kernel/refusal.ts';

export const contractRefusals = catalogue('contract', {
  noLetter: { text: (_: object) => '还没有发出中标通知书。', remedy: '中标通知书发出后再订立合同。', article: '招标投标法 第四十六条', kind: 'conflict' },
  absent: { text: (_: object) => '还没有起草合同。', kind: 'absent' },
  notInitiator: { text: (p: { initiator: string }) => `合同由“${p.initiator}”一方起草。`, remedy: '请以招标人或者其代理机构经办人的身份登录。', kind: 'forbidden' },
  notParty: { text: (_: object) => '只有招标人和中标人能签订这份合同。', remedy: '代理机构不能代签；请用合同一方本单位的数字证书签名。', article: '招标投标法 第四十六条', kind: 'forbidden' },
  substantive: {
    text: (p: { title: string; bid: string; contract: string }) => `合同的${p.title}背离招标文件和中标人的投标文件。`,
    remedy: '合同的标的、价款、质量、履行期限等主要条款应当与招标文件和投标文件一致，请改回。',
    article: '招标投标法 第四十六条；招标投标法实施条例 第五十七条', got: (p: { title: string; bid: string; contract: string }) => p.contract, want: (p: { title: string; bid: string; contract: string }) => p.bid,
  },
  bondTooHigh: {
    text: (_: object) => '履约保证金超过中标合同金额的上限。', remedy: '请降到上限以内。', article: '招标投标法实施条例 第五十八条', rule: 'eng.perf.max',
    got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => `不超过 ${p.want}`,
  },
  onPlatform: { text: (_: object) => '本地规定合同须在平台上签订，不能只上传。', remedy: '请在平台起草，由双方用数字证书签署。', article: '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第二十二条', rule: 'eng.contract.onPlatform' },
  noFile: { text: (_: object) => '没有收到合同文件，或者它不是 PDF。', remedy: '请先上传双方签字盖章的合同扫描件或者电子合同（PDF）。', kind: 'invalid' },
  signedOn: {
    text: (_: object) => '合同的签订日期不在中标通知书发出之后、今天之前。', remedy: '请填写合同上双方最后一方签字的日期。', article: '招标投标法 第四十六条',
    got: (p: { got: string; from: string; to: string }) => p.got, want: (p: { got: string; from: string; to: string }) => `${p.from} 至 ${p.to}`,
  },
  notUploaded: { text: (_: object) => '现在没有待确认的已签合同。', remedy: '在平台起草的合同请直接签署。', kind: 'conflict' },
  isUploaded: { text: (_: object) => '这是一份上传的已签合同，由中标人确认，不再签署。', kind: 'conflict' },
  otherTerms: { text: (_: object) => '签署的不是现在这一稿合同。', remedy: '对方可能刚刚改过；请刷新，核对后重新签署。', kind: 'conflict' },
  alreadySigned: { text: (_: object) => '本单位已经签署，或者合同已经签订。', kind: 'conflict' },
  openObjection: { text: (_: object) => '有没有答复的异议，或者项目已被责令暂停，合同不能签订。', remedy: '答复异议、恢复交易后再签。', article: '招标投标法实施条例 第五十四条、第六十二条' },
});
