import { z } from 'zod';

/** Locks every key file of the demo world; there is nothing to protect in it. */
export const demoKeyPassword = 'ovoo-demo';

/** The folder under the data folder where the seeded people's key files lie, and the name of each. */
export const demoKeyFolder = 'demo-keys';
export function demoKeyFileName(personId: string): string {
  return `${personId}.ovookey`;
}

export const counterRequest = z.strictObject({
  /** Of a natural person its own name. */
  orgName: z.string().trim().min(2, '请填写全称').max(60, '单位全称不超过六十个字'),
  personName: z.string().trim().min(2, '请填写经办人姓名').max(30),
  kind: z.enum(['initiator', 'agency', 'enterprise', 'naturalPerson']),
  /** SubjectPublicKeyInfo of the two keys that were made in the browser, base64url. */
  signSpki: z.string().max(400),
  decryptSpki: z.string().max(400),
}).refine(({ kind, orgName, personName }) => (kind === 'naturalPerson' ? orgName === personName : orgName.length >= 4), { path: ['orgName'], message: '单位全称至少四个字；个人填本人姓名' });
export type CounterRequest = z.infer<typeof counterRequest>;

/** What the counter hands back: who the holder is now, and a chain for each key, base64url DER. The private keys never came here. */
export type Issued = { readonly orgId: string; readonly personId: string; readonly orgName: string; readonly personName: string; readonly signChain: readonly string[]; readonly decryptChain: readonly string[] };
