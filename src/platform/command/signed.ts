import { z } from 'zod';
import { catalogue, type Refusal } from '#kernel/refusal.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Signature, Statement } from '#evidence/signature/statement.ts';
import { verifySignedStatement, type TrustStore } from '#platform/ca/trust.ts';

/** ES256 over a statement, with the signer's chain. */
export const signatureSchema = z.strictObject({
  alg: z.literal('ES256'),
  value: z.string().max(100),
  chain: z.array(z.string().max(12_000)).min(1).max(4),
});

/** A signed act as events keep it and bundles carry it. */
export type SignedAct = { readonly statement: JsonObject; readonly signature: JsonObject };

export type Act = { readonly act: string; readonly subject: Readonly<Record<string, string>>; readonly content: Json; readonly actor: Actor; readonly now: Instant };

const refusals = catalogue('signed', {
  otherSigner: {
    text: (_: object) => '签名证书不属于当前登录的单位或人员。',
    remedy: '请换用本人在本单位的数字证书签名。',
    article: '电子招标投标办法 第四十条',
  },
});

/** The statement that this actor must have signed for this act. Browser and server build it alike. */
export function statementOf({ act, subject, content, actor }: Omit<Act, 'now'>): Statement {
  return { v: 1, act, subject, content, signerOrg: actor.orgId ?? '', ...(actor.personId ? { signerPerson: actor.personId } : {}) };
}

/** Checks that the acting person signed exactly this, under a certificate of a recognised authority valid at `now`. */
export function verifyAct(trust: TrustStore, act: Act, signature: Signature): Result<SignedAct, Refusal> {
  const statement = statementOf(act);
  const verified = verifySignedStatement(statement, signature, act.now, trust);
  if (!verified.ok) return verified;
  const { uscc, personId } = verified.value;
  if (uscc !== act.actor.orgId || (personId !== undefined && act.actor.personId !== null && personId !== act.actor.personId)) return err(refusals.otherSigner({}));
  return ok({ statement: statement as unknown as JsonObject, signature: signature as unknown as JsonObject });
}
