import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { ContractTerms, ContractUpload, Difference } from './contract.types.ts';

/** Everything that happens on stream `contract:<lotId>`. A new draft before both have signed takes the place of the old and its signature. */
export type ContractEvent =
  | { kind: 'ContractDrafted'; tenderId: string; terms: ContractTerms; termsHash: string; differences: readonly Difference[]; signBy: Instant }
  /** A contract signed elsewhere, with its key terms, under the initiator's signature. */
  | { kind: 'ContractUploaded'; tenderId: string; terms: ContractTerms; upload: ContractUpload; termsHash: string; differences: readonly Difference[]; signBy: Instant; orgId: string; orgName: string; statement: JsonObject; signature: JsonObject }
  /** The winner: this is the contract that we signed. */
  | { kind: 'ContractConfirmed'; orgId: string; orgName: string; termsHash: string; statement: JsonObject; signature: JsonObject }
  | { kind: 'ContractSigned'; orgId: string; orgName: string; termsHash: string; statement: JsonObject; signature: JsonObject };
