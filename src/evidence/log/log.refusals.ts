import { catalogue } from '#kernel/refusal.ts';

/** Why a checkpoint or a receipt is not believed. `detail` names the line or the key. */
export const logRefusals = catalogue('log', {
  malformed: {
    kind: 'invalid',
    text: (p: { what: string; detail: string }) => `${p.what}格式不正确：${p.detail}`,
    remedy: '请使用平台导出的原始文件，不要编辑或转换编码。',
  },
  unsigned: {
    text: (p: { key: string }) => `检查点没有受信任日志密钥 ${p.key} 的签名`,
    remedy: '请核对验证方预置的日志公钥与文件来源是否一致。',
  },
  badSignature: {
    text: (p: { key: string }) => `密钥 ${p.key} 的签名验证不通过，文件被改动或签名无效`,
    remedy: '请重新下载原始文件；仍不通过时请保存该文件并向监管部门反映。',
  },
  foreignOrigin: {
    text: () => '检查点来自另一个日志',
    got: (p: { got: string; want: string }) => p.got,
    want: (p: { got: string; want: string }) => p.want,
  },
  tooFewCosigners: {
    text: (p: { got: number; want: number }) => `日志共签不足：有效共签 ${p.got} 个，至少需要 ${p.want} 个`,
    remedy: '共签通常在数秒内完成，请稍后重新获取回执。',
    got: (p: { got: number; want: number }) => String(p.got),
    want: (p: { got: number; want: number }) => String(p.want),
  },
  notIncluded: {
    text: (p: { index: number }) => `包含证明不成立：该记录不在日志第 ${p.index} 位`,
    remedy: '请核对回执与被验证的记录是否对应。',
  },
});
