import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { registerHolderBody } from '#service/keyholder/keyholder.commands.ts';

/**
 * What a key agent tells of itself, to be given to the owner of the platform: the registration, signed by the agent's own key. There
 * is no secret in it, and nobody can change a letter of it.
 */
const cardSchema = registerHolderBody.extend({ v: z.literal(1) });

export type HolderCard = z.infer<typeof cardSchema>;

/** Throws a sentence that names the file when it is no card. */
export function readHolderCard(path: string): HolderCard {
  const parsed = cardSchema.safeParse(parseJson(path));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} 不是密钥代理的登记卡：${parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.message}`).join('；')}`);
}

const cosignerCardSchema = z.strictObject({ v: z.literal(1), verifierKey: z.string() });

/** What a co-signer tells of itself: its name in the log and its public key, one C2SP line. */
export type CosignerCard = z.infer<typeof cosignerCardSchema>;

export function readCosignerCard(path: string): CosignerCard {
  const parsed = cosignerCardSchema.safeParse(parseJson(path));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} 不是共签方的登记卡。`);
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} 读不出来，或者不是 JSON。`, { cause });
  }
}
