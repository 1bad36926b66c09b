import type { Json } from '#kernel/json.ts';
import type { FileRef } from '#trade/tender/tender.types.ts';

/** What is signed; browser and server build it alike. `amendment` is the canonical form that module tender gives it. */
export type RaiseContent = { readonly title: string; readonly text: string; readonly files: readonly FileRef[]; readonly interest: string | null };
export type AnswerContent = { readonly outcome: 'upheld' | 'rejected'; readonly summary: string; readonly reply: string; readonly amendment: Json };

export function raiseContent({ title, text, files, interest }: RaiseContent): Json {
  return { title, text, files: files.map((file) => ({ ...file })), interest };
}

export function answerContent({ outcome, summary, reply, amendment }: AnswerContent): Json {
  return { outcome, summary, reply, amendment };
}
