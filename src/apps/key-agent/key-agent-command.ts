import { parseArgs } from 'node:util';
import { agentFolder } from '#platform/agent/key-folder.ts';
import { keyHolderParts } from '#service/keyholder/key-holder.ts';
import { makeKeys, standingSchema, takeCertificates } from './agent-keys.ts';

export const usage = `用法（docs/enrolment.md 有每一步）：
  npm run key-agent -- new --agent 名称 --org 统一社会信用代码 --name 单位全称 --part ${keyHolderParts.join('|')} [--holder 编号]
      生成签名、加密两把密钥和两份证书申请
  npm run key-agent -- certified --agent 名称 --holder 编号 --sign 证书… --decrypt 证书…
      装入发证机构签发的两张证书（可连同签发证书），写出登记卡
  npm run key-agent -- --agent 名称 --api https://平台
      开工`;

type Told = { readonly dataDir: string; readonly say: (line: string) => void };

/** What is done once, by the people of a key holder, on the machine that will keep its keys. */
export async function keyAgentCommand(command: string, given: readonly string[], told: Told): Promise<void> {
  if (command === 'new') return await newKeys(given, told);
  if (command === 'certified') return await certified(given, told);
  throw new Error(usage);
}

async function newKeys(given: readonly string[], { dataDir, say }: Told): Promise<void> {
  const { values } = parseArgs({ args: [...given], options: { agent: { type: 'string' }, holder: { type: 'string' }, org: { type: 'string' }, name: { type: 'string' }, part: { type: 'string' } } });
  const agent = agentName(values.agent);
  const standing = standingSchema.safeParse({ holderId: values.holder ?? `${values.part ?? ''}-${values.org ?? ''}`, orgId: values.org, name: values.name, part: values.part });
  if (!standing.success) throw new Error(`${standing.error.issues.map((issue) => `${optionOf[String(issue.path[0])] ?? ''}：${issue.message}`).join('\n')}\n\n${usage}`);
  const { holderId } = standing.data;
  const { signPath, decryptPath } = await makeKeys(agentFolder(dataDir, agent), standing.data);
  say(`✓ 密钥在 ${agentFolder(dataDir, agent)}（只有本用户能读，请备份到离线介质）。`);
  say(`✓ 证书申请　签名 ${signPath}\n　　　　　　加密 ${decryptPath}`);
  say(`请向平台认可的发证机构申请两张证书：单位代码写 ${standing.data.orgId}，人员编号写 ${holderId}。拿到以后运行：`);
  say(`  npm run key-agent -- certified --agent ${agent} --holder ${holderId} --sign 签名证书 --decrypt 加密证书`);
}

async function certified(given: readonly string[], { dataDir, say }: Told): Promise<void> {
  const files = { type: 'string', multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({ args: [...given], options: { agent: { type: 'string' }, holder: { type: 'string' }, sign: files, decrypt: files } });
  const agent = agentName(values.agent);
  if (values.holder === undefined || values.sign.length === 0 || values.decrypt.length === 0) throw new Error(usage);
  const { card, path } = await takeCertificates(agentFolder(dataDir, agent), values.holder, values);
  say(JSON.stringify(card, null, 1));
  say(`✓ 证书已经装入。上面是登记卡，也写在 ${path}：没有秘密，交给平台的所有者，写进登记文件的 keyHolders。`);
  say(`登记以后开工（已经在运行的，重新启动）：npm run key-agent -- --agent ${agent} --api https://平台`);
}

const optionOf: Readonly<Record<string, string>> = { holderId: '--holder', orgId: '--org', name: '--name', part: '--part' };

/** It becomes the name of a folder. */
export function agentName(given: string | undefined): string {
  const name = given ?? process.env['OVOO_AGENT'];
  if (name === undefined || !/^[\w-]{1,64}$/.test(name)) throw new Error(`--agent（或者环境变量 OVOO_AGENT）写这个代理的名称：字母、数字、“-”。\n\n${usage}`);
  return name;
}
