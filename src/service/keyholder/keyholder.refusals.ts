import { catalogue } from '#kernel/refusal.ts';

export const keyHolderRefusals = catalogue('keyHolder', {
  foreignOrganisation: {
    text: (_: object) => '只能登记本单位的密钥代理。',
    remedy: '请用该单位人员的数字证书登录后登记。',
    kind: 'forbidden',
  },
  unknownOrganisation: {
    text: (p: { orgId: string }) => `密钥代理所属的单位 ${p.orgId} 还没有登记。`,
    remedy: '请先登记单位：招标人、代理机构凭证书在网上登记，其他单位由平台的所有者登记。',
    kind: 'forbidden',
    got: (p: { orgId: string }) => p.orgId,
  },
  partNotOfKind: {
    text: (_: object) => '这类单位不能担任这一方密钥保管方。',
    remedy: '密钥由利益相对的四方保管：招标人或代理机构、项目所在中心、轮值中心、独立认证机构。',
    kind: 'forbidden',
    got: (p: { part: string }) => p.part,
  },
  alreadyRegistered: {
    text: (_: object) => '这个密钥代理编号已经登记。',
    remedy: '密钥不能替换；需要新密钥时以新的编号另行登记。',
    kind: 'conflict',
  },
  notPoint: {
    text: (_: object) => '公钥不是有效的 P-256 点。',
    remedy: '请提交未压缩点（65 字节）的 base64url。',
    kind: 'invalid',
  },
});
