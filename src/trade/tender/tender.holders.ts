import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { sha256 } from '#kernel/sha256.ts';
import { tenderRefusals as refusals } from './tender.refusals.ts';
import type { KeyHolderRef, Tender } from './tender.types.ts';

/** A registered key holder, as its stream tells it. */
export type RegisteredHolder = KeyHolderRef;

export const holderParts: Readonly<Record<KeyHolderRef['part'], string>> = {
  initiator: '招标人（或者其代理机构）', 'local-centre': '本地交易中心', 'partner-centre': '轮值的交易中心', 'independent-ca': '独立的数字认证机构',
};

/**
 * The four who hold the key, by a published function of the tender and the register: nobody picks them. Initiator before
 * agency, the tender's own centre, and by rota another centre and an independent authority. The rota is SHA-256 of
 * `ovoo-rota/v1\n<part>\n<tenderId>`, its first four bytes modulo the number of those who qualify, in the order of their
 * holderId; one organisation takes one part, by the agent that it registered for that part.
 */
export function chooseKeyHolders(tender: Pick<Tender, 'tenderId' | 'initiator' | 'agency' | 'centre'>, register: readonly RegisteredHolder[]): Result<KeyHolderRef[], Refusal> {
  const centreId = tender.centre.orgId;
  const initiators = (orgId: string | undefined): RegisteredHolder[] => register.filter((holder) => holder.part === 'initiator' && holder.orgId === orgId);
  const qualified: Readonly<Record<KeyHolderRef['part'], readonly RegisteredHolder[]>> = {
    initiator: [initiators(tender.initiator.orgId), initiators(tender.agency?.orgId)].find((found) => found.length > 0) ?? [],
    'local-centre': register.filter((holder) => holder.part === 'local-centre' && holder.orgId === centreId),
    'partner-centre': register.filter((holder) => holder.part === 'partner-centre' && holder.orgId !== centreId),
    'independent-ca': register.filter((holder) => holder.part === 'independent-ca' && holder.orgId !== centreId),
  };
  const chosen: KeyHolderRef[] = [];
  for (const part of Object.keys(qualified) as KeyHolderRef['part'][]) {
    const holder = onRota(qualified[part].filter(({ orgId }) => !chosen.some((other) => other.orgId === orgId)), part, tender.tenderId);
    if (!holder) return err(refusals.noKeyHolder({ part: holderParts[part] }));
    const { holderId, orgId, name, publicKey } = holder;
    chosen.push({ holderId, orgId, name, publicKey, part });
  }
  return ok(chosen);
}

function onRota(candidates: readonly RegisteredHolder[], part: string, tenderId: string): RegisteredHolder | undefined {
  const digest = sha256(`ovoo-rota/v1\n${part}\n${tenderId}`);
  const turn = new DataView(digest.buffer, digest.byteOffset).getUint32(0);
  const ordered = [...candidates].sort((a, b) => (a.holderId < b.holderId ? -1 : 1));
  return ordered[turn % Math.max(1, ordered.length)];
}
