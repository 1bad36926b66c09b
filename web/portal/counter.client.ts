import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import { createKeyFile, generateKeys } from '#evidence/signature/key-file.ts';
import { keepKey } from '../ui/kept-key.ts';
import { ProblemError } from '../ui/problem.ts';
import { post } from './form.client.ts';

type Issued = { readonly orgId: string; readonly personId: string; readonly orgName: string; readonly personName: string; readonly signChain: readonly string[]; readonly decryptChain: readonly string[] };
export type Asked = { readonly orgName: string; readonly personName: string; readonly kind: string };

/** The demonstration's counter: keys are made here, the authority is sent the public halves. */
export async function issueKeyFile(asked: Asked, password: string): Promise<{ readonly file: File; readonly personId: string }> {
  const made = await generateKeys();
  const issued = (await post('/api/demo/certificate', { ...asked, signSpki: toBase64url(made.signSpki), decryptSpki: toBase64url(made.decryptSpki) })) as Issued;
  const chain = (links: readonly string[]) => links.map(fromBase64url);
  const locked = await createKeyFile({ name: issued.personName, orgId: issued.orgId, personId: issued.personId }, { sign: { privateKey: made.sign, chain: chain(issued.signChain) }, decrypt: { privateKey: made.decrypt, chain: chain(issued.decryptChain) } }, password);
  if (!locked.ok) throw new ProblemError({ ...locked.error, title: locked.error.message });
  const name = issued.orgName === issued.personName ? `${issued.personName}.ovookey` : `${issued.personName}-${issued.orgName}.ovookey`;
  const text = JSON.stringify(locked.value);
  keepKey(issued.personId, { name, text, password });
  return { file: new File([text], name, { type: 'application/json' }), personId: issued.personId };
}
