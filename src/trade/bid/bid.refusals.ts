import { catalogue } from '#kernel/refusal.ts';

const submitting = '电子招标投标办法 第二十七条';
const encrypting = '电子招标投标办法 第二十六条';

export const bidRefusals = catalogue('bid', {
  late: {
    text: (p: { deadline: string }) => `投标截止时间是 ${p.deadline}，已经过了；截止时没有传完的视为撤回，截止后送达的拒收。`,
    remedy: '这个标段不能再递交、替换或撤回。',
    article: submitting,
    rule: 'e.submit',
  },
  terminated: {
    text: (p: { at: string }) => `招标已于 ${p.at} 终止，不再接收、替换或撤回投标文件。`,
    remedy: '已递交的投标文件永远密封，谁也打不开；投标保证金连同利息退还。重新招标的，会另发招标公告。',
    article: '招标投标法实施条例 第三十一条',
    rule: 'eng.terminate',
    kind: 'conflict',
  },
  incomplete: {
    text: (p: { missing: readonly string[] }) => `还有 ${p.missing.length} 个密文没有传完：${p.missing.join('、')}。`,
    remedy: '请在截止前继续上传，传完后再点“递交”；先前递交的投标文件在此之前一直有效。',
    article: submitting,
    rule: 'e.submit',
    path: 'manifest',
  },
  unencrypted: {
    text: (p: { problem: string }) => `投标文件未按规定加密：${p.problem}。`,
    remedy: '请用本平台的“编制投标文件”重新加密。',
    article: encrypting,
    rule: 'e.encrypt',
    path: 'manifest',
  },
  notAwaited: {
    text: (_: object) => '这个标段没有在招标，或招标文件还没有发布。',
    remedy: '请在门户核对项目和标段。',
    kind: 'absent',
  },
  suspended: {
    text: (p: { reason: string }) => `交易已被责令暂停：${p.reason}。`,
    remedy: '恢复后平台会通知您，截止时间相应顺延。',
    article: '招标投标法实施条例 第二十二条',
  },
  documentNotTaken: {
    text: (_: object) => '本单位还没有获取这个项目的招标文件。',
    remedy: '请先在项目页点“获取招标文件”：一步完成，不审核，不收费。',
    article: '电子招标投标办法 第二十条',
  },
  ownTender: {
    text: (_: object) => '招标人及其代理机构不能在自己的项目里投标。',
    remedy: '有利害关系、可能影响公正的单位也不得参加。',
    article: '招标投标法实施条例 第三十四条',
    kind: 'forbidden',
  },
  otherIdentity: {
    text: (p: { what: string; got: string; want: string }) => `密封清单里的${p.what}不是本次递交的${p.what}。`,
    got: (p: { got: string }) => p.got,
    want: (p: { want: string }) => p.want,
    remedy: '密文与投标人、证书、标段和版本绑定，不能移作他用：请重新加密。',
    article: encrypting,
    path: 'manifest',
  },
  otherDeadline: {
    text: (p: { got: string; want: string }) => `投标文件按截止时间 ${p.got} 封存，招标文件现在规定的截止时间是 ${p.want}。`,
    got: (p: { got: string }) => p.got,
    want: (p: { want: string }) => p.want,
    remedy: '封存的时刻写在密封清单里，此前谁也不能解密，所以必须是现行的截止时间：请刷新页面后重新加密。先前递交的投标文件在此之前一直有效。',
    article: encrypting,
    path: 'manifest.bidDeadlineAt',
  },
  otherHolders: {
    text: (_: object) => '密钥没有分给本项目招标文件所列的保管方，或份数不对。',
    remedy: '请刷新页面取得最新的保管方后重新加密。',
    article: encrypting,
    path: 'manifest',
  },
  nothingToWithdraw: {
    text: (_: object) => '这个标段没有本单位可以撤回的投标文件，或它已被替换。',
    remedy: '请刷新页面核对当前的版本。',
    article: submitting,
    kind: 'conflict',
  },
  noReceipt: {
    text: (_: object) => '这个标段没有本单位的投标文件，也就没有回执。',
    kind: 'absent',
  },
  respondersOnly: {
    text: (_: object) => '这里只显示本单位的投标，请以投标经办人的身份登录。',
    kind: 'forbidden',
  },
});
