import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { ContractTerms, Difference } from './contract.types.ts';

/** Everything that happens on stream `contract:<lotId>`. A new draft before both have signed takes the place of the old and its signature. */
export type ContractEvent =
  | { kind: 'ContractDrafted'; tenderId: string; terms: ContractTerms; termsHash: string; differences: readonly Difference[]; signBy: Instant }
  | { kind: 'ContractSigned'; orgId: string; orgName: string; termsHash: string; statement: JsonObject; signature: JsonObject };
