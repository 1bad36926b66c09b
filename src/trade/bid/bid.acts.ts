import type { JsonObject } from '#kernel/json.ts';
import type { DepositForm } from './bid.types.ts';

/** What a bidder signs when handing in: this sealed bid, this deposit, and that everything in it is true (办法 第十七条). */
export function submitContent(manifestHash: string, depositForm: DepositForm): JsonObject {
  return { manifestHash, depositForm, truthfulness: true };
}

export function withdrawContent(version: number): JsonObject {
  return { withdraw: true, version };
}
