import { z } from 'zod';
import { canonical, type Json } from '#kernel/json.ts';
import { catalogue, type Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { TrustStore } from '#platform/ca/trust.ts';
import { verifyAct, type SignedAct } from './signed.ts';

/** Canonical JSON of what was signed, as text: the decision compares it with what it works out itself. */
export const contentSchema = z.string().min(2).max(500_000);

const refusals = catalogue('content', {
  notCanonical: { text: (_: object) => '签署的内容不是规范形式的 JSON。', remedy: '请用平台给出的原文签署。', kind: 'invalid' },
  changed: { text: (_: object) => '签署的内容与平台现在的数据不一致。', remedy: '请刷新页面，核对后重新签署。', kind: 'conflict' },
});

type Signing = { readonly act: string; readonly subject: Readonly<Record<string, string>>; readonly content: string; readonly signature: Signature; readonly actor: Actor; readonly now: Instant };

/** Checks the actor's signature over content that the platform computed and the person has read. */
export function verifyContent(trust: TrustStore, { act, subject, content, signature, actor, now }: Signing): Result<SignedAct, Refusal> {
  const parsed = parseCanonical(content);
  return parsed === undefined ? err(refusals.notCanonical({})) : verifyAct(trust, { act, subject, content: parsed, actor, now }, signature);
}

/** What was signed must be what holds now. */
export function sameContent(signed: string, computed: unknown): Result<void, Refusal> {
  return signed === canonical(computed as Json) ? ok(undefined) : err(refusals.changed({}));
}

function parseCanonical(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
