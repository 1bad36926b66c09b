import { catalogue } from '#kernel/refusal.ts';

/** Why something sealed could not be made, read or opened. */
export const sealRefusals = catalogue('seal', {
  malformed: {
    text: (p: { path: string; want: string }) => `密封投标文件的清单有误：${p.path || '整体'} 应为${p.want}。`,
    remedy: '请用本平台的加密工具重新生成投标文件后再递交。',
    article: '电子招标投标办法 第二十六条',
    kind: 'invalid',
    want: (p: { path: string; want: string }) => p.want,
  },
  wrongKey: {
    text: (_: Record<string, never>) => '密钥不符，或密文不属于这家投标人、这个标段、这一版投标文件。',
    remedy: '请核对投标人、标段和版本；密文不能移作他用。',
  },
  damaged: {
    text: (p: { segment: number }) => `密文第 ${p.segment + 1} 段被改动或损坏，未通过校验。`,
    remedy: '请从另一存储副本取回原密文再试。',
  },
  truncated: {
    text: (_: Record<string, never>) => '密文不完整：末段缺失。',
    remedy: '请重新取回完整密文再试。',
  },
  notTheSealedOne: {
    text: (p: { object: string }) => `“${p.object}”的密文与投标人签名清单所记的不一致。`,
    remedy: '请按清单的分块摘要逐块核对，取回原密文。',
  },
  cannotUnwrap: {
    text: (_: Record<string, never>) => '这把私钥打不开所封的密钥：不是对应的私钥，或封套被改动。',
    remedy: '请换用递交时所用证书的私钥。',
  },
  badPublicKey: {
    text: (p: { owner: string }) => `${p.owner} 的公钥不是有效的 P-256 公钥。`,
    remedy: '请改用 P-256 证书，或联系密钥保管方更换公钥。',
    kind: 'invalid',
  },
  badPrivateKey: {
    text: (_: Record<string, never>) => '密钥文件里没有有效的 P-256 私钥。',
    remedy: '请选择本证书的密钥文件（PKCS#8）。',
    kind: 'invalid',
  },
  keyPairMismatch: {
    text: (_: Record<string, never>) => '这个密钥文件与证书不是一对。',
    remedy: '请选择与本证书一同签发的密钥文件。',
  },
  notTheCommittedKey: {
    text: (p: { stage: string }) => `“${p.stage}”阶段解出的密钥与投标人签名的承诺不符。`,
    remedy: '按投标人原因未能解密处理。',
    article: '电子招标投标办法 第三十一条',
  },
  tooLargeToPad: {
    text: (p: { object: string; bytes: number; limit: number }) => `“${p.object}”须填充成固定长度，不能大于 ${p.limit} 字节。`,
    remedy: '请把附件放到另一个文件里，报价文件只留报价。',
    kind: 'invalid',
    got: (p: { bytes: number }) => String(p.bytes),
    want: (p: { limit: number }) => `≤ ${p.limit}`,
  },
  badPadding: {
    text: (p: { object: string }) => `“${p.object}”解密后的填充格式不对。`,
    remedy: '按投标人原因未能解密处理。',
    article: '电子招标投标办法 第三十一条',
  },
  sourceUnreadable: {
    text: (p: { object: string }) => `读不到“${p.object}”：文件可能已被移动、修改或占用。`,
    remedy: '请重新选择文件再加密。',
  },
});
