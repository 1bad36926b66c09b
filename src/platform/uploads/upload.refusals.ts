import { catalogue } from '#kernel/refusal.ts';

export const uploadRefusals = catalogue('upload', {
  notEncrypted: {
    text: (_: object) => '上传的内容未按规定加密，平台拒收。',
    remedy: '请在“编制投标文件”里由浏览器加密后上传；不要直接上传 PDF 或压缩包。',
    article: '电子招标投标办法 第二十六条',
    rule: 'e.encrypt',
  },
  tooLarge: {
    text: (p: { limit: string }) => `单个文件不能大于 ${p.limit}。`,
    remedy: '请把大文件拆成几个，例如把图纸与文字分开。',
    kind: 'invalid',
    want: (p: { limit: string }) => `≤ ${p.limit}`,
  },
  lengthUnknown: {
    text: (_: object) => '开始上传时须说明文件的总长度。',
    remedy: '请用本平台的加密工具上传。',
    kind: 'invalid',
  },
  notYours: {
    text: (_: object) => '没有找到这次上传，或它不属于本单位。',
    remedy: '请回到“编制投标文件”重新上传。',
    kind: 'absent',
  },
  tooMany: {
    text: (p: { most: number }) => `本单位同时进行的上传已有 ${p.most} 个。`,
    remedy: '请等已开始的传完，或明天再试：没有传完的一天后自动清除。',
    kind: 'conflict',
  },
  respondersOnly: {
    text: (_: object) => '只有投标人的经办人可以上传密封的投标文件。',
    remedy: '请以投标经办人的身份登录。',
    kind: 'forbidden',
  },
});
