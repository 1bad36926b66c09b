import { networkInterfaces } from 'node:os';
import { demoStaffFile, findDemoStaff } from '#service/login/demo-staff.routes.ts';
import { demoKeyPassword } from '#world/keys.ts';
import type { Config } from '#platform/config/config.ts';

export type Addresses = { readonly title: string; readonly rows: readonly (readonly [string, string])[] };

/** Where to go first. Browser cryptography needs localhost or HTTPS, so localhost stands first. */
export async function readAddresses(config: Config): Promise<readonly Addresses[]> {
  const base = `http://localhost:${config.port}`;
  const lan = Object.values(networkInterfaces()).flat().find((each) => each?.family === 'IPv4' && !each.internal)?.address;
  const places: Addresses = {
    title: '地址',
    rows: [
      ['门户', `${base}/`],
      ['登录', `${base}/login`],
      ['工作台', `${base}/desk`],
      ['公开日志', `${base}/log`],
      ['接口文档', `${base}/api/openapi.json`],
      ...(lan ? [['局域网（只读浏览）', `http://${lan}:${config.port}/`] as const] : []),
    ],
  };
  if (config.mode !== 'demo') return [places];
  const staff = await findDemoStaff(config.dataDir);
  return [places, {
    title: '演示登录',
    rows: [
      ['选人登录', `${base}/login 选择任一角色，无需密码`],
      ['证书登录', `${config.dataDir}/demo-keys/*.ovookey，密码 ${demoKeyPassword}`],
      ...(staff ? [['工作人员登录', `工号 ${staff.login}，口令 ${staff.password}，动态码密钥 ${staff.totpSecret}（登录页上有当前的动态码；都在 ${demoStaffFile(config.dataDir)}）`] as const] : []),
    ],
  }];
}

export function showTable(say: (line: string) => void, tables: readonly Addresses[], seconds: number): void {
  for (const { title, rows } of tables) {
    say(`\n${title}`);
    for (const [name, value] of rows) say(`  ${name}${'　'.repeat(Math.max(1, 10 - [...name].length))}${value}`);
  }
  say(`\n${seconds} 秒就绪。Ctrl-C 停止。`);
}
