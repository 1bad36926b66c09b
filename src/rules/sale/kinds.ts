import { present } from '#kernel/assert.ts';
import { getRule, valueOf, type RulePack, type SaleCategory } from '../pack.ts';
import type { Certainty } from '../rule.ts';
import type { SaleRules } from './kind-rules.ts';
import { kindTable } from './kinds.table.ts';
import { parseSaleMode, type SaleMode } from './modes.ts';

/** What a public right or asset is sold as: the closed list. */
export const saleKindCodes = [
  'stateLand', 'landLease', 'explorationRight', 'miningRight', 'farmlandQuota', 'landQuota', 'geologicalFund',
  'enterpriseProperty', 'shares', 'capitalIncrease', 'physicalAssets', 'publicAssets', 'officialVehicles', 'ruralProperty',
  'waterRight', 'forestRight', 'emissionRight', 'energyRight', 'carbon', 'dataResource',
  'concession', 'operatingRight', 'naming', 'advertising', 'intangible', 'otherResource', 'seized', 'litigated', 'pharmaceuticals',
] as const;
export type SaleKindCode = (typeof saleKindCodes)[number];

/** What the parties and the notices of a kind are called. */
export type SaleTerms = {
  readonly initiator: string;
  readonly participant: string;
  readonly winner: string;
  readonly notice: string;
  readonly result: string;
};

export type SaleKind = {
  readonly code: SaleKindCode;
  readonly title: string;
  readonly pack: SaleCategory;
  /** Items of the catalogue that are sold as this kind. */
  readonly items: readonly string[];
  readonly terms: SaleTerms;
  /** `exchangeOnly`: held elsewhere by law; the platform gathers and shows what is public of it. */
  readonly runs: 'platform' | 'exchangeOnly';
  /** Who holds it: a public centre, or a property-rights exchange as the law asks; `elsewhere` goes with `exchangeOnly`. */
  readonly host: 'centre' | 'propertyExchange' | 'elsewhere';
  /** Key of the rule that says where; null where nothing special does. */
  readonly because: string | null;
  readonly rules: SaleRules;
};

export function saleKinds(): readonly SaleKind[] {
  return kindTable;
}

export function getSaleKind(code: SaleKindCode): SaleKind {
  return present(kindTable.find((kind) => kind.code === code), `sale kind ${code}`);
}

export function parseSaleKind(text: string): SaleKindCode | null {
  return saleKindCodes.find((code) => code === text) ?? null;
}

/** The kinds as which an item of the catalogue may be sold; none for works and procurement. */
export function saleKindsOf(itemCode: string): SaleKind[] {
  return kindTable.filter((kind) => kind.items.includes(itemCode));
}

/** The modes that the pack allows for a kind, in the order in which the law names them. */
export function modesOf(kind: SaleKind, pack: RulePack): SaleMode[] {
  return kind.rules.modes.flatMap((key) => valueOf(pack, key, 'codes')).map(({ code }) => present(parseSaleMode(code), `sale mode ${code}`));
}

/** Where the law has a kind sold, and on whose word; null where any centre may. */
export function venueOf(kind: SaleKind, pack: RulePack): { readonly text: string; readonly citation: string; readonly certainty: Certainty } | null {
  if (kind.because === null) return null;
  const { citation, certainty } = getRule(pack, kind.because);
  return { text: valueOf(pack, kind.because, 'text'), citation, certainty };
}

/** On whose word some buy first on equal terms; null where nobody does, and nobody may say so. */
export function preferenceOf(kind: SaleKind, pack: RulePack): { readonly title: string; readonly citation: string; readonly certainty: Certainty } | null {
  if (kind.rules.preferred === null) return null;
  const { title, citation, certainty } = getRule(pack, kind.rules.preferred);
  return { title, citation, certainty };
}

/** Whether the result names who bought. */
export function publishesWinner(kind: SaleKind, pack: RulePack): boolean {
  return valueOf(pack, kind.rules.winner, 'flag');
}

/** Whether the figure of the reserve price may be published. Never of an unsold one: it will be sold again. */
export function mayPublishReserve(kind: SaleKind, outcome: 'sold' | 'unsold', pack: RulePack): boolean {
  return valueOf(pack, outcome === 'sold' ? kind.rules.reserveAfterSale : 'reserve.unsold', 'flag');
}
