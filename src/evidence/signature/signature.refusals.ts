import { catalogue } from '#kernel/refusal.ts';

const reliable = '电子签名法 第十三条';
const custody = '电子签名法 第十五条';
const certified = '电子签名法 第二十一条';

/** Why a signature, a certificate or a key file is not accepted. */
export const signatureRefusals = catalogue('signature', {
  malformedStatement: {
    text: (p: { what: string }) => `待签内容的格式不对：${p.what}。`,
    remedy: '请刷新页面后重新提交；自行开发的客户端请对照接口文档核对签名内容。',
    kind: 'invalid',
  },
  malformedSignature: {
    text: (p: { what: string }) => `电子签名的格式不对：${p.what}。`,
    remedy: '签名应为 ES256：64 字节的 r‖s（base64url），附签名证书和中间证书。请用本平台的签名工具重新签名。',
    kind: 'invalid',
  },
  notCanonical: {
    text: (_: void) => '电子签名的 s 值没有取较小的一半，同一签名因此会有两种写法。',
    remedy: '请以曲线阶 n 减去 s 作为新的 s，再提交；本平台的签名工具会自动处理。',
    kind: 'invalid',
  },
  mismatch: {
    text: (_: void) => '电子签名与内容不符：内容在签名之后被改动，或不是用这张证书签的。',
    remedy: '请核对内容，用本人证书重新签名。',
    article: reliable,
  },
  signerMismatch: {
    text: (p: { stated: string; certified: string }) => `签名内容写明的签名人是 ${p.stated}，证书的持有人却是 ${p.certified}。`,
    got: (p: { stated: string }) => p.stated,
    want: (p: { certified: string }) => p.certified,
    remedy: '请用写明的签名人自己的证书签名。',
    article: reliable,
    kind: 'forbidden',
  },
  unsupportedAlgorithm: {
    text: (p: { algorithm: string }) => `暂不能核验使用 ${p.algorithm} 算法的证书或签名。`,
    got: (p: { algorithm: string }) => p.algorithm,
    want: () => 'ECDSA P-256 + SHA-256',
    remedy: '请换用 P-256 证书。这不表示您的证书有问题。',
  },
  malformedCertificate: {
    text: (p: { what: string }) => `数字证书无法读取：${p.what}。`,
    remedy: '请从证书介质重新导出证书，或联系发证机构。',
    article: certified,
    kind: 'invalid',
  },
  forgedCertificate: {
    text: (p: { subject: string; issuer: string }) => `证书“${p.subject}”上 ${p.issuer} 的签名不成立，证书内容被改动或并非其签发。`,
    remedy: '请从证书介质重新导出证书；仍不成立的，请联系发证机构。',
    article: certified,
  },
  unknownIssuer: {
    text: (p: { issuer: string }) => `证书由“${p.issuer}”签发，该机构不在本平台互认名单内，或证书链不完整。`,
    got: (p: { issuer: string }) => p.issuer,
    remedy: '请换用互认名单内发证机构的证书；已在名单内的，请连同中间证书一并提交。',
    article: '电子招标投标办法 第四十四条',
  },
  expiredCertificate: {
    text: (p: { subject: string; notAfter: string; at: string }) => `证书“${p.subject}”已于 ${p.notAfter} 到期。`,
    got: (p: { at: string }) => p.at,
    want: (p: { notAfter: string }) => p.notAfter,
    remedy: '请向发证机构续期或换发证书后再签名。',
    article: certified,
  },
  notYetValidCertificate: {
    text: (p: { subject: string; notBefore: string; at: string }) => `证书“${p.subject}”自 ${p.notBefore} 起才有效。`,
    got: (p: { at: string }) => p.at,
    want: (p: { notBefore: string }) => p.notBefore,
    remedy: '请等证书生效后再用，或换用已生效的证书。',
    article: certified,
  },
  wrongUsage: {
    text: (p: { subject: string; want: string }) => `证书“${p.subject}”不能用于${p.want}。`,
    want: (p: { want: string }) => p.want,
    remedy: '签名请用签名证书，加密请用加密证书；发证机构自己的证书不能代替用户证书。',
  },
  revokedCertificate: {
    text: (p: { subject: string; revokedAt: string }) => `证书“${p.subject}”已于 ${p.revokedAt} 被发证机构吊销。`,
    got: (p: { revokedAt: string }) => p.revokedAt,
    remedy: '请停止使用该证书，向发证机构申领新证书。',
    article: custody,
  },
  malformedList: {
    text: (p: { what: string }) => `吊销列表无法读取：${p.what}。`,
    remedy: '请从发证机构重新下载完整的一份（DER，第 2 版，带编号，不是增量列表）。',
    kind: 'invalid',
  },
  unknownListIssuer: {
    text: (_: void) => '这份吊销列表不是 trust.json 里的机构签发的。',
    remedy: '请核对文件；签发机构确实认可的，先把签发这份列表的证书登记进 trust.json。',
  },
  forgedList: {
    text: (p: { issuer: string }) => `吊销列表上 ${p.issuer} 的签名不成立，内容被改动或并非其签发。`,
    remedy: '请从发证机构重新下载。',
  },
  staleList: {
    text: (p: { issuer: string; number: number; held: number }) => `${p.issuer} 的这份吊销列表是第 ${p.number} 号，正在执行的是第 ${p.held} 号。`,
    got: (p: { number: number }) => `第 ${p.number} 号`,
    want: (p: { held: number }) => `第 ${p.held + 1} 号或者更新`,
    remedy: '请放入发证机构最新的一份；旧的可以删去。',
  },
  subjectWithoutOrganisation: {
    text: (p: { subject: string }) => `证书“${p.subject}”没有载明持有单位的名称和统一社会信用代码。`,
    remedy: '请联系发证机构，换发载明单位名称和统一社会信用代码的证书。',
    article: certified,
  },
  notKeyFile: {
    text: (p: { what: string }) => `这不是可用的密钥文件：${p.what}。`,
    remedy: '请选择扩展名为 .ovookey 的文件；文件损坏的，请用备份。',
    kind: 'invalid',
  },
  wrongPassword: {
    text: (_: void) => '口令不对，密钥文件没有打开。',
    remedy: '请检查大小写和输入法后再试。口令确实无误的，文件可能已被改动，请用备份；忘记口令无法找回，请向发证机构换发证书。',
    article: custody,
    kind: 'unauthenticated',
  },
  weakPassword: {
    text: (p: { least: number }) => `口令太短，至少要 ${p.least} 个字符。`,
    want: (p: { least: number }) => `不少于 ${p.least} 个字符`,
    remedy: '请换一个更长的口令，几个词连起来既长又好记。',
    article: custody,
    kind: 'invalid',
  },
  keyWithoutCertificate: {
    text: (p: { purpose: string }) => `${p.purpose}私钥与所附证书不是一对。`,
    remedy: '请用发证机构为这把密钥签发的证书。',
    kind: 'invalid',
  },
  insecureContext: {
    text: (_: void) => '当前网页不是安全连接，浏览器不提供密码功能，无法在本机签名、加密和解密。',
    remedy: '请用 https:// 开头的网址打开本平台；在服务器本机试用的，请用 http://localhost 打开。',
    kind: 'refused',
  },
});
