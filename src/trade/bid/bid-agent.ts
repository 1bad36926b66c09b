import { AssertionError } from '#kernel/assert.ts';
import { fromBase64url, toHex, utf8, type Bytes } from '#kernel/bytes.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ciphertextSize } from '#evidence/seal/floe.ts';
import type { SealManifest, SealedObject } from '#evidence/seal/manifest.ts';
import { PADDED_BYTES } from '#evidence/seal/padding.ts';
import { sealBid, type ObjectToSeal, type SealRequest } from '#evidence/seal/seal-bid.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import { submitContent } from './bid.acts.ts';
import type { DepositForm, PriceSheet } from './bid.types.ts';
import { objectNameOf, sealPageJson, type FilePart, type SealPage } from './seal-page.ts';
import { holderSetIdOf, priceObjectName, sealPageObjectName, sealStage } from './seal-plan.ts';
import type { ObjectUpload, UploadPort } from './tus-upload.ts';

export type BidFile = { readonly part: FilePart; readonly name: string; readonly source: Blob };

/** Everything that goes into one sealed bid. It may cross to a worker: plain data, bytes and files. */
export type BidPlan = {
  readonly tenderId: string;
  readonly lotId: string;
  /** From the published document. */
  readonly keyHolders: readonly KeyHolderRef[];
  readonly k: number;
  readonly bidDeadlineAt: Instant;
  /** DER of the signing certificate, and the raw P-256 point of the certificate that the second way is wrapped to. */
  readonly signCertificate: Bytes;
  readonly encryptionPublicKey: Bytes;
  /** One more than the bid that stands, or 1. */
  readonly version: number;
  readonly priceSheet: PriceSheet;
  readonly legalRepresentative: string;
  readonly files: readonly BidFile[];
  readonly encryptorBuild: string;
};

/** `doneBytes` of `totalBytes` of one object are encrypted and uploaded. */
export type BidProgress = { readonly object: string; readonly doneBytes: number; readonly totalBytes: number };

export type SealedBid = { readonly lotId: string; readonly tenderId: string; readonly manifest: SealManifest; readonly text: string; readonly manifestHash: string };
export type SubmitBody = { readonly lotId: string; readonly manifest: string; readonly depositForm: DepositForm; readonly signature: Signature };
export type SignAct = (act: string, subject: Readonly<Record<string, string>>, content: Json) => Promise<Signature>;

/**
 * Seals a bid and uploads every object, part by part as it is made: no file is ever held. The same code runs in the
 * bidder's browser, in tests and in the seeded world. Nothing is handed in yet.
 */
export async function prepareBid(plan: BidPlan, upload: UploadPort, onProgress?: (progress: BidProgress) => void): Promise<Result<SealedBid, Refusal>> {
  const send = senderOf(plan, upload, onProgress);
  const sealed: SealedObject[] = [];
  let sending: Promise<void> = Promise.resolve();
  for await (const step of sealBid(await requestOf(plan, sealed))) {
    if (step.kind === 'refused') return err(step.refusal);
    // One part is on its way while the next is made: line and processor both work, and two parts are the most there are.
    await sending;
    if (step.kind === 'sealed') return ok({ lotId: plan.lotId, tenderId: plan.tenderId, manifest: step.manifest, text: step.text, manifestHash: step.hash });
    if (step.kind === 'object') {
      sealed.push(step.object);
      continue;
    }
    sending = send(step.object, step.part.bytes);
    sending.catch(() => undefined);
  }
  throw new AssertionError('sealing ended without a manifest');
}

type Send = (object: string, part: Bytes) => Promise<void>;

function senderOf(plan: BidPlan, upload: UploadPort, onProgress?: (progress: BidProgress) => void): Send {
  const sizes = new Map(plan.files.map((file) => [objectNameOf(file.part, file.name), file.source.size]));
  let open: { readonly name: string; readonly to: ObjectUpload; readonly totalBytes: number; doneBytes: number } | null = null;
  return async (object, part) => {
    if (open?.name !== object) {
      const totalBytes = ciphertextSize(sizes.get(object) ?? PADDED_BYTES);
      open = { name: object, to: await upload.open(totalBytes), totalBytes, doneBytes: 0 };
    }
    await open.to.write(part);
    open.doneBytes += part.length;
    onProgress?.({ object, doneBytes: open.doneBytes, totalBytes: open.totalBytes });
  };
}

/** The body of `bid.submit`, signed. */
export async function signBid(sealed: SealedBid, depositForm: DepositForm, sign: SignAct): Promise<SubmitBody> {
  const { lotId, tenderId, text, manifestHash } = sealed;
  const signature = await sign('bid.submit', { tenderId, lotId }, submitContent(manifestHash, depositForm));
  return { lotId, manifest: text, depositForm, signature };
}

async function requestOf(plan: BidPlan, sealed: readonly SealedObject[]): Promise<SealRequest> {
  const { tenderId, lotId, keyHolders, k, bidDeadlineAt, priceSheet, version, encryptorBuild, encryptionPublicKey } = plan;
  const files = plan.files.map(({ part, name, source }): ObjectToSeal => ({ name: objectNameOf(part, name), stage: sealStage, source }));
  return {
    tenderId, lotId, bidderId: priceSheet.bidderId, bidVersion: version, bidDeadlineAt, k, encryptorBuild,
    bidderCertFp: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', plan.signCertificate))),
    holderSetId: holderSetIdOf(plan),
    holders: keyHolders.map(({ holderId, publicKey }) => ({ id: holderId, publicKey: fromBase64url(publicKey) })),
    bidderPublicKey: encryptionPublicKey,
    stages: [sealStage],
    objects: [
      { name: priceObjectName, stage: sealStage, source: new Blob([utf8(canonical(priceSheet))]), padding: 'fixed-64k' },
      ...files,
      { name: sealPageObjectName, stage: sealStage, source: sealPageOf(plan, sealed), padding: 'fixed-64k' },
    ],
  };
}

/** Written last, when the root of every file is known. */
async function* sealPageOf(plan: BidPlan, sealed: readonly SealedObject[]): AsyncGenerator<Bytes> {
  const { tenderId, lotId, legalRepresentative, priceSheet: { bidderId, bidderName } } = plan;
  const files: SealPage['files'] = plan.files.flatMap(({ part, name }) => {
    const found = sealed.find((object) => object.name === objectNameOf(part, name));
    return found ? [{ name: found.name, part, sizeBytes: found.sizeBytes, ctRoot: found.ctRoot }] : [];
  });
  const page: JsonObject = sealPageJson({ v: 1, tenderId, lotId, bidderId, bidderName, legalRepresentative, files });
  yield utf8(canonical(page));
}
