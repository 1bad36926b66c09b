import type { JsonObject } from '#kernel/json.ts';
import type { Objection, ObjectionAnswer } from './objection.types.ts';

export type ObjectionEvent =
  | ({ kind: 'ObjectionRaised'; statement: JsonObject; signature: JsonObject } & Omit<Objection, 'answer'>)
  | ({ kind: 'ObjectionAnswered' } & ObjectionAnswer);
