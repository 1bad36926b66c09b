import { catalogue } from '#kernel/refusal.ts';

const openingArticle = '电子招标投标办法 第三十条';

export const openingRefusals = catalogue('opening', {
  absent: { text: (_: object) => '没有这场开标。', remedy: '请从“今日开标”重新进入。', kind: 'absent' },
  notDue: {
    text: (_: object) => '还没有到开标时刻。', remedy: '到投标截止时刻，开标自动开始。', article: '招标投标法 第三十四条',
    got: (p: { now: string; at: string }) => p.now, want: (p: { now: string; at: string }) => `${p.at} 以后`,
  },
  alreadyClosed: { text: (_: object) => '投标已经截止，截止名单不能再变。', kind: 'conflict' },
  terminated: { text: (p: { at: string }) => `招标已于 ${p.at} 终止，不再截止、开标；收到的投标文件永远密封。`, remedy: '请看终止公告。', article: '招标投标法实施条例 第三十一条', rule: 'eng.terminate', kind: 'conflict' },
  notHostSide: {
    text: (p: { initiator: string }) => `开标由“${p.initiator}”或者其招标代理机构主持。`,
    remedy: '请以该单位经办人或者代表的身份登录。', article: '招标投标法 第三十五条', kind: 'forbidden',
  },
  hostTooEarly: {
    text: (p: { minutes: number }) => `开标前 ${p.minutes} 分钟起才可以签到主持。`, remedy: '到时再签到。', rule: 'e.host.from',
    want: (p: { minutes: number; from: string }) => `${p.from} 以后`,
  },
  hostThere: { text: (p: { orgName: string }) => `“${p.orgName}”已经签到主持。`, kind: 'conflict' },
  notAccepted: {
    text: (_: object) => '你单位不在这个标段的截止名单里。', remedy: '只有按时递交且未撤回的投标人可以在开标厅办理。', article: openingArticle, kind: 'forbidden',
  },
  sealChecked: { text: (_: object) => '你已经核对过，核对结果不能更改。', kind: 'conflict' },
  notRunning: { text: (_: object) => '解密已经结束。', remedy: '请看公布的结果。' },
  windowOver: {
    text: (p: { until: string }) => `解密时间已于 ${p.until} 结束。`, remedy: '解密时长由招标文件规定，过后不能补办。', article: '电子招标投标办法 第三十一条',
  },
  suspended: { text: (p: { by: string }) => `项目已由${p.by}责令暂停，开标随之停下。`, remedy: '恢复交易后继续，解密时间相应顺延。', article: '招标投标法实施条例 第六十二条' },
  notHolder: {
    text: (_: object) => '这张证书不是本项目密钥保管方的。', remedy: '本项目的四方密钥保管方在招标公告中列明。', kind: 'forbidden',
  },
  unknownBid: { text: (_: object) => '所给的份额不属于截止名单里的投标文件。', remedy: '只为截止名单中的投标文件放出份额。', kind: 'invalid' },
  nothingNew: { text: (_: object) => '这些份额已经收到。', kind: 'conflict' },
  wrongKey: {
    text: (_: object) => '这把密钥与投标人签名承诺的不符，打不开这份投标文件。',
    remedy: '请换用递交时所用的密钥文件再试；解密时间结束前都可以重试。', article: '电子招标投标办法 第三十一条',
  },
  keyThere: { text: (_: object) => '这份投标文件的密钥已经收到，不用再给。', kind: 'conflict' },
  noDraw: { text: (_: object) => '这个项目不抽取系数，或者抽取的来源已经定下。', kind: 'conflict' },
  badEscrow: { text: (_: object) => '托管的抽取来源格式不对，或者不是交给其余三方的。', kind: 'invalid' },
  incomplete: { text: (_: object) => '还有投标文件没有解密，报价不能先后公布。', remedy: '全部解密或者解密时间结束后一次公布。', article: openingArticle },
  notAnnounced: { text: (_: object) => '报价还没有公布。', remedy: '公布以后再提出异议或者确认记录。' },
  objectionOver: {
    text: (p: { until: string }) => `当场提出异议的时间已于 ${p.until} 结束。`,
    remedy: '对评标结果的异议在中标候选人公示期间提出。', article: '招标投标法实施条例 第四十四条', rule: 'e.object.window',
  },
  noObjection: { text: (_: object) => '没有这项待答复的异议。', kind: 'absent' },
  objectionOpen: { text: (_: object) => '还有异议没有答复，开标记录不能确认。', remedy: '先答复全部异议。', article: '招标投标法实施条例 第四十四条' },
  windowOpen: { text: (p: { until: string }) => `当场提出异议的时间到 ${p.until} 为止，之前不能确认开标记录。`, remedy: '到时没有未答复的异议，开标记录即可确认，也会自行确认。', article: '招标投标法实施条例 第四十四条' },
  recordDiffers: { text: (_: object) => '你签署的不是现在的开标记录。', remedy: '刷新页面，核对后重新签署。', kind: 'conflict' },
});
