import { plainDate } from '#kernel/time/plain-date.ts';
import type { RulePack } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

export type Governed = Pick<Tender, 'category' | 'areaCode' | 'registeredOn'>;

/** The rules this tender lives under: those of its place on its registration day. */
export function rulesOf({ category, areaCode, registeredOn }: Governed): RulePack {
  return packFor({ category, regionCode: areaCode, on: plainDate(registeredOn) });
}
