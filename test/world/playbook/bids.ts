import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { rawPublicKey } from '#evidence/seal/keys.ts';
import { localUploads } from '#platform/uploads/local-uploads.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { prepareBid, signBid, type BidFile } from '#trade/bid/bid-agent.ts';
import { withdrawContent } from '#trade/bid/bid.acts.ts';
import { pricedLine, type PricedLine } from '#trade/bid/price-list.ts';
import { composePriceSheet } from '#trade/bid/price-sheet.ts';
import type { LotTerms } from '#trade/tender/tender.types.ts';
import type { CastOrganisation } from '../cast.ts';
import { chance, type Chance } from '../chance.ts';
import { personName } from '../names.ts';
import { bidderOf, tenderOf, type Scene } from './front.ts';
import type { LotPlan } from './plan.ts';

const parts = ['qualification', 'technical', 'commercial'] as const;
const partNames = { qualification: '资格审查文件.pdf', technical: '施工组织设计.pdf', commercial: '商务标.pdf' } as const;
const documents: BidFile[] = parts.map((part) => ({
  part, name: partNames[part],
  source: new Blob([readFileSync(fileURLToPath(new URL(`../files/${part}.pdf`, import.meta.url)))], { type: 'application/pdf' }),
}));

export type HandIn = () => Promise<void>;

export async function submitBid(scene: Scene, lot: LotPlan, bidder: CastOrganisation, version = 1): Promise<void> {
  const handIn = await sealBid(scene, lot, bidder, version);
  await handIn();
}

/** Seals one bid, by the code that the bidder's browser runs; it is handed in when its bidder likes. */
export async function sealBid(scene: Scene, lot: LotPlan, bidder: CastOrganisation, version = 1): Promise<HandIn> {
  const { platform, troupe } = scene;
  const tender = await tenderOf(scene);
  const published = present(tender.published, 'published document');
  const terms = present(published.document.lots.find((each) => each.lotId === lot.lotId), lot.lotId);
  const player = bidderOf(scene, bidder);
  const random = chance(hashOf(`${lot.lotId}${bidder.orgId}${version}`));
  const priceSheet = composePriceSheet({
    lines: pricesNear(terms, random), durationDays: terms.durationDays - random.below(20), quality: '合格',
    projectManager: { name: personName(random), certificate: `蒙1${random.between(100, 199)}2024${String(random.below(99_999)).padStart(5, '0')}` },
    legalRepresentative: bidder.legalRepresentative, depositForm: random.pick(['guarantee', 'transfer', 'insurance'] as const), files: [], isTruthful: true,
  }, terms, { bidderId: bidder.orgId, bidderName: bidder.name });
  const sealed = await prepareBid({
    tenderId: tender.tenderId, lotId: lot.lotId, keyHolders: published.keyHolders, k: published.k, bidDeadlineAt: published.document.bidDeadlineAt,
    signCertificate: present(player.keys.signChain[0], 'certificate'), encryptionPublicKey: await rawPublicKey(player.keys.decryptKey.publicKey),
    version, priceSheet, legalRepresentative: bidder.legalRepresentative, files: documents, encryptorBuild: 'demo-world',
  }, localUploads(platform.dataDir, openSealedStore(platform.dataDir)));
  if (!sealed.ok) throw new Error(sealed.error.message);
  const { value } = sealed;
  return async () => {
    const body = await signBid(value, priceSheet.depositForm, (act, subject, content) => troupe.sign(player, act, subject, content));
    await troupe.act(player, 'bid.submit', body);
  };
}

export async function withdrawBid(scene: Scene, lot: LotPlan, bidder: CastOrganisation, version: number): Promise<void> {
  const player = bidderOf(scene, bidder);
  const signature = await scene.troupe.sign(player, 'bid.withdraw', { tenderId: scene.plan.tenderId, lotId: lot.lotId }, withdrawContent(version));
  await scene.troupe.act(player, 'bid.withdraw', { lotId: lot.lotId, version, signature });
}

/** Unit prices whose total lies between 88 % and 98 % of the price cap. */
function pricesNear(terms: LotTerms, random: Chance): PricedLine[] {
  const targetFen = (BigInt(terms.priceCapFen) * BigInt(random.between(880, 975))) / 1000n;
  const weights = terms.priceList.map(() => random.between(50, 200));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return terms.priceList.map((item, i) => {
    const share = (targetFen * BigInt(weights[i] as number)) / BigInt(sum);
    return pricedLine(item, share / BigInt(Math.max(1, Math.round(Number(item.quantity)))));
  });
}

function hashOf(text: string): number {
  let hash = 17;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash;
}

