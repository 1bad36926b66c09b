import type { JsonObject } from '#kernel/json.ts';
import type { Application } from './application.types.ts';

export type ApplicationEvent =
  | { readonly kind: 'Applied'; readonly saleId: string; readonly bidderName: string; readonly payCode: string; readonly isPreferred: boolean; readonly files: Application['files']; readonly statement: JsonObject; readonly signature: JsonObject }
  | { readonly kind: 'QualificationDecided'; readonly isQualified: boolean; readonly reason: string; /** Under weights: marks of each announced term, in its order, and their sum. */ readonly scores?: readonly string[]; readonly points?: string; readonly statement: JsonObject; readonly signature: JsonObject }
  | { readonly kind: 'DepositArrived'; readonly amountFen: string; readonly reference: string }
  | { readonly kind: 'PaddleGiven'; readonly paddle: number };
