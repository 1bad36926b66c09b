import { rawPublicKey } from '#evidence/seal/keys.ts';
import type { UnlockedKeys } from '#evidence/signature/key-file.ts';
import { withdrawContent } from '#trade/bid/bid.acts.ts';
import { signBid, type BidPlan, type SealedBid } from '#trade/bid/bid-agent.ts';
import type { BidLotView } from '#trade/bid/bid.views.ts';
import { composePriceSheet } from '#trade/bid/price-sheet.ts';
import { signAct } from '../../../ui/certificate-login.ts';
import { command, type Accepted } from '../../api.ts';
import { checkable, type WorkingDraft } from './draft.ts';

export const encryptorBuild = 'web-1';

/** Draft, document and keys as one plan for the sealing worker. */
export async function planOf(draft: WorkingDraft, view: BidLotView, keys: UnlockedKeys, bidderName: string): Promise<BidPlan> {
  const signCertificate = keys.signChain[0];
  if (!signCertificate || draft.depositForm === null) throw new Error('the draft was not checked');
  const { tenderId, lotId, keyHolders, k, terms, nextVersion: version, document: { bidDeadlineAt } } = view;
  return {
    tenderId, lotId, keyHolders, k, bidDeadlineAt, version, encryptorBuild, signCertificate,
    encryptionPublicKey: await rawPublicKey(keys.decryptKey.publicKey),
    priceSheet: composePriceSheet(checkable(draft), terms, { bidderId: keys.orgId, bidderName }),
    legalRepresentative: draft.legalRepresentative,
    files: draft.files.map(({ part, file }) => ({ part, name: file.name, source: file })),
  };
}

export async function submit(sealed: SealedBid, draft: WorkingDraft, keys: UnlockedKeys): Promise<Accepted> {
  const body = await signBid(sealed, draft.depositForm ?? 'guarantee', (...given) => signAct(keys, ...given));
  // The key is the manifest's own: handing the same one in again, from a retry or a second tab, is one act.
  return await command('bid.submit', body, { idempotencyKey: `bid-${sealed.manifestHash.slice(0, 48)}` });
}

export async function withdraw(view: BidLotView, keys: UnlockedKeys, idempotencyKey: string): Promise<void> {
  const version = view.bid?.version ?? 0;
  const signature = await signAct(keys, 'bid.withdraw', { tenderId: view.tenderId, lotId: view.lotId }, withdrawContent(version));
  await command('bid.withdraw', { lotId: view.lotId, version, signature }, { idempotencyKey });
}

