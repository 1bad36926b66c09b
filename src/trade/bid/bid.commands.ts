import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { fromBase64url } from '#kernel/bytes.ts';
import type { Json } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { manifestHash } from '#evidence/seal/manifest.ts';
import type { SealManifest } from '#evidence/seal/manifest.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { TrustStore } from '#platform/ca/trust.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import type { SealedStore } from '#platform/uploads/sealed-store.ts';
import { taking, takingId } from '#trade/taking/taking.ts';
import { tender } from '#trade/tender/tender.ts';
import { bid, bidIdOf, decideSubmit, decideWithdraw, type CheckedBid, type Standing } from './bid.ts';
import { depositForms } from './bid.types.ts';
import { bidRefusals } from './bid.refusals.ts';
import { submitContent, withdrawContent } from './bid.acts.ts';

const lotId = z.string().regex(/^[0-9a-z]{16}-\d{1,3}$/, '标段编号的格式不对');
const depositForm = z.enum(depositForms, '请选择保证金的形式');
const submitBody = z.strictObject({ lotId, manifest: z.string().min(1).max(1_000_000), depositForm, signature: signatureSchema });
const withdrawBody = z.strictObject({ lotId, version: z.number().int().min(1), signature: signatureSchema });

export type BidPorts = { readonly trust: TrustStore; readonly sealed: Promise<SealedStore> };

/**
 * Handing in, replacing and withdrawing. The tender's gate stands guard: what commits under it is in time, and closing
 * waits for it. A replacement takes effect when it is accepted; until then the bid before it stands.
 */
export function bidCommands({ trust, sealed }: BidPorts) {
  const submit = command({
    name: 'bid.submit', title: '递交投标文件', roles: ['respond.operator'], body: submitBody,
    prepare: (input) => checkBid(input),
    reads: (body, actor) => readsOf(body.lotId, actor),
    decide({ body, actor, now, world, prepared }) {
      const decided = decideSubmit(standingOf(world, body.lotId, actor, now), prepared);
      if (!decided.ok) return decided;
      const { version, manifestHash: hash } = decided.value;
      return ok({ events: [emit(bid, bidIdOf(body.lotId, orgOf(actor)), decided.value)], result: { lotId: body.lotId, version, manifestHash: hash } });
    },
  });

  const withdraw = command({
    name: 'bid.withdraw', title: '撤回投标文件', roles: ['respond.operator'], body: withdrawBody,
    prepare: ({ body, actor, now }) => Promise.resolve(verifyAct(trust, actOf('bid.withdraw', body.lotId, withdrawContent(body.version), { actor, now }), body.signature)),
    reads: (body, actor) => readsOf(body.lotId, actor),
    decide({ body, actor, now, world, prepared }) {
      const decided = decideWithdraw(standingOf(world, body.lotId, actor, now), body.version, prepared);
      return decided.ok ? ok({ events: [emit(bid, bidIdOf(body.lotId, orgOf(actor)), decided.value)], result: { lotId: body.lotId, version: body.version } }) : decided;
    },
  });

  type Submission = { readonly body: z.infer<typeof submitBody>; readonly actor: Actor; readonly now: Instant };

  async function checkBid({ body, actor, now }: Submission): Promise<Result<CheckedBid, Refusal>> {
    const parsed = parseManifest(body.manifest);
    if (!parsed.ok) return err(bidRefusals.unencrypted({ problem: parsed.error.message }));
    const hash = await manifestHash(parsed.value);
    const act = verifyAct(trust, actOf('bid.submit', body.lotId, submitContent(hash, body.depositForm), { actor, now }), body.signature);
    if (!act.ok) return act;
    const signer = trust.checkChain(chainOf(body.signature), now, 'sign');
    if (!signer.ok) return signer;
    const missing = await missingFrom(await sealed, parsed.value);
    if (missing.length > 0) return err(bidRefusals.incomplete({ missing }));
    return ok({
      manifest: parsed.value, text: body.manifest, hash, depositForm: body.depositForm, act: act.value,
      bidderName: signer.value.orgName, certificateFingerprint: signer.value.fingerprint,
    });
  }

  return { submit, withdraw };
}

/** Names of the objects whose ciphertext is not here, whole. */
async function missingFrom(sealed: SealedStore, { objects }: SealManifest): Promise<string[]> {
  const found = await Promise.all(objects.map(async ({ name, ctRoot, ctSizeBytes }) => ((await sealed.sizeBytes(ctRoot)) === ctSizeBytes ? null : name)));
  return found.filter((name) => name !== null);
}

function actOf(act: string, lot: string, content: Json, { actor, now }: { actor: Actor; now: Instant }) {
  return { act, subject: { tenderId: tenderIdOf(lot), lotId: lot }, content, actor, now };
}

function chainOf(signature: Signature): Uint8Array[] {
  return signature.chain.map(fromBase64url);
}

function orgOf(actor: Actor): string {
  return actor.orgId ?? actor.id;
}

function readsOf(lot: string, actor: Actor) {
  return {
    streams: streams([tender, tenderIdOf(lot)], [bid, bidIdOf(lot, orgOf(actor))]),
    peek: streams([taking, takingId(tenderIdOf(lot), orgOf(actor))]),
  };
}

function standingOf(world: World, lot: string, actor: Actor, now: Instant): Standing {
  const orgId = orgOf(actor);
  const tenderId = tenderIdOf(lot);
  return {
    tender: world.find(tender, tenderId), lotId: lot, orgId, now,
    hasTaken: world.find(taking, takingId(tenderId, orgId)) !== null,
    current: world.find(bid, bidIdOf(lot, orgId)),
  };
}
