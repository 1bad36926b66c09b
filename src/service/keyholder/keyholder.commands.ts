import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { organisation } from '#service/subject/organisation.ts';
import { contentOf, personIdSchema, usccSchema } from '#service/subject/schemas.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { checkHolder, keyHolder, keyHolderParts } from './key-holder.ts';
import { keyHolderRefusals as refusals } from './keyholder.refusals.ts';

export const registerHolderBody = z.strictObject({
  holderId: personIdSchema,
  orgId: usccSchema,
  name: z.string().trim().min(2).max(100),
  publicKey: z.string().max(100),
  part: z.enum(keyHolderParts),
  signature: signatureSchema,
});

export function keyHolderCommands({ trust }: Services) {
  return anyCommands(command({
    name: 'keyHolder.register', title: '登记密钥代理', roles: ['initiate.operator', 'serve.witness', 'serve.archive', 'certify.officer', 'system.clock'], body: registerHolderBody,
    async prepare({ body, actor, now }) {
      if (!(await isPoint(body.publicKey))) return err(refusals.notPoint({}));
      return verifyAct(trust, { act: 'keyHolder.register', subject: { holderId: body.holderId }, content: contentOf(body) as Json, actor: signerOf(body, actor), now }, body.signature);
    },
    reads: ({ holderId, orgId }) => ({ streams: streams([keyHolder, holderId]), peek: streams([organisation, orgId]) }),
    decide({ body, actor, world, prepared }) {
      const { holderId, orgId, name, publicKey, part } = body;
      const checked = checkHolder(body, { actor, kind: world.find(organisation, orgId)?.kind ?? null, standing: world.find(keyHolder, holderId) });
      if (!checked.ok) return checked;
      return ok({ events: [emit(keyHolder, holderId, { kind: 'KeyHolderRegistered', orgId, name, publicKey, part, act: prepared as unknown as JsonObject })], result: { holderId } });
    },
  }));
}

/**
 * An officer of the organisation signs for its agent. What the platform enters on its owner's word the agent has signed itself, under
 * a certificate that a recognised authority gave it in the organisation's name: no owner can make up a holder.
 */
function signerOf({ holderId, orgId }: z.infer<typeof registerHolderBody>, actor: Actor): Actor {
  return actor.role === 'system.clock' ? { id: `agent:${holderId}`, role: 'hold-key.agent', personId: holderId, orgId } : actor;
}

/** On the curve, uncompressed: importing checks both. */
async function isPoint(text: string): Promise<boolean> {
  try {
    const raw = fromBase64url(text);
    if (raw.length !== 65 || raw[0] !== 4) return false;
    await crypto.subtle.importKey('raw', raw, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    return true;
  } catch {
    return false;
  }
}
