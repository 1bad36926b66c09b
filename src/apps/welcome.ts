import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { keyHolderParts, partsMissing, type KeyHolderPart } from '#service/keyholder/key-holder.ts';
import { demoStaffFile, findDemoStaff } from '#service/login/demo-staff.routes.ts';
import { demoKeyPassword } from '#world/keys.ts';
import type { Config } from '#platform/config/config.ts';
import { holderParts } from '#trade/tender/tender.holders.ts';
import { trustFilePath, type TrustFile } from '#platform/keys/trust-file.ts';

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

/** Where somebody who plays a bidder pays: the bank is another party, and has no page here. */
export function bankAddress(url: string): Addresses {
  return { title: '模拟银行', rows: [['付款', `POST ${url}/transfers，内容 {"payerName","payerAccount","amountFen","remark"}，附言写缴费码`], ['流水', `${url}/statements`]] };
}

/** The parts of key holders that nobody plays yet, as the running platform tells anyone. */
export async function readPartsMissing({ port, mode }: Pick<Config, 'port' | 'mode'>): Promise<readonly KeyHolderPart[]> {
  if (mode === 'demo') return [];
  const answer = await fetch(`http://127.0.0.1:${port}/api/key-holders`);
  return partsMissing(holderList.parse(await answer.json()).items);
}

const holderList = z.object({ items: z.array(z.object({ part: z.enum(keyHolderParts) })) });

type Enrolled = Pick<TrustFile, 'quorum' | 'authorities'> & { readonly partsMissing: readonly KeyHolderPart[] };

/** What must be enrolled before a first tender can be published and opened; nothing in a demonstration, where the start enrols its own parties. */
export function enrolmentsMissing({ quorum, authorities, partsMissing: parts }: Enrolled, { dataDir, mode }: Pick<Config, 'dataDir' | 'mode'>): readonly Addresses[] {
  if (mode === 'demo' || (quorum > 0 && authorities.length > 0 && parts.length === 0)) return [];
  return [{
    title: '首次开标之前还要登记',
    rows: [
      ...(authorities.length > 0 ? [] : [['数字认证机构', '认可的根证书和签发证书；没有它，谁也不能用证书登录和签名'] as const]),
      ...(quorum > 0 ? [] : [['日志共签方', '各家公钥，和检查点至少要几家共签（不少于 1）；没有它，密钥代理不开工，投标文件打不开'] as const]),
      ...(parts.length === 0 ? [] : [['密钥保管方', `还缺：${parts.map((part) => holderParts[part]).join('、')}；四方齐了才能发布招标公告`] as const]),
      ['怎样登记', `OVOO_MODE=production npm run enrol -- FILE.json：数字认证机构和共签方写进 ${trustFilePath(dataDir)}，中心、监督部门、专家库、首批工作人员和密钥保管方记入日志；写法见 docs/enrolment.md`],
      ['密钥代理', '四方保管方各在自己的机器上运行 npm run key-agent，共签方运行 npm run cosigner，都用自己的时钟和同一份 trust.json；环境里设 OVOO_MODE=production'],
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
