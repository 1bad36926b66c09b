import { useMemo, useState } from 'react';
import { z } from 'zod';
import { depositForms } from '#trade/bid/bid.types.ts';
import type { BidDraft } from '#trade/bid/price-sheet.ts';
import type { FilePart } from '#trade/bid/seal-page.ts';
import { useKeptForm, type Found } from '../../kept-form.ts';

export type DraftFile = { readonly part: FilePart; readonly file: File };
/** What is being written on this machine; nothing of it leaves before it is sealed. */
export type WorkingDraft = Omit<BidDraft, 'files'> & { readonly files: readonly DraftFile[] };
export type ChangeDraft = (change: Partial<WorkingDraft>) => void;

export type StepProps = { readonly draft: WorkingDraft; readonly change: ChangeDraft };

const fen = z.string().regex(/^-?\d+$/);
/** What this browser keeps of it, encrypted: everything typed. Files are chosen again, and what is vouched for is vouched for again. */
export const keptSchema = z.strictObject({
  documentVersion: z.number(),
  lines: z.array(z.strictObject({ code: z.string(), name: z.string(), unit: z.string(), quantity: z.string(), unitPriceFen: fen, totalFen: fen })),
  durationDays: z.number().nullable(),
  quality: z.string(),
  projectManager: z.strictObject({ name: z.string(), certificate: z.string() }),
  legalRepresentative: z.string(),
  depositForm: z.enum(depositForms).nullable(),
});
export type KeptDraft = z.infer<typeof keptSchema>;

const blank = (documentVersion: number): KeptDraft => ({ documentVersion, lines: [], durationDays: null, quality: '', projectManager: { name: '', certificate: '' }, legalRepresentative: '', depositForm: null });

export type KeptBid = { readonly draft: WorkingDraft; readonly change: ChangeDraft; readonly saved: string; readonly begunWith: number; readonly answerTo: (documentVersion: number) => void };

/** `form` is the name under which the typed part is kept, `documentVersion` what a new one answers. */
export function useDraft(found: Found<KeptDraft>, form: string, documentVersion: number): KeptBid {
  const kept = useKeptForm(found, form, () => blank(documentVersion));
  const [unkept, setUnkept] = useState<Pick<WorkingDraft, 'files' | 'isTruthful'>>({ files: [], isTruthful: false });
  const lines = useMemo(() => kept.draft.lines.map((line) => ({ ...line, unitPriceFen: BigInt(line.unitPriceFen), totalFen: BigInt(line.totalFen) })), [kept.draft.lines]);
  function change({ files, isTruthful, lines: priced, ...typed }: Partial<WorkingDraft>): void {
    if (files !== undefined || isTruthful !== undefined) setUnkept((before) => ({ files: files ?? before.files, isTruthful: isTruthful ?? before.isTruthful }));
    if (priced !== undefined) kept.change({ ...typed, lines: priced.map((line) => ({ ...line, unitPriceFen: String(line.unitPriceFen), totalFen: String(line.totalFen) })) });
    else if (Object.keys(typed).length > 0) kept.change(typed);
  }
  const { documentVersion: begunWith, ...typed } = kept.draft;
  return { draft: { ...typed, ...unkept, lines }, change, saved: kept.saved, begunWith, answerTo: (version) => kept.change({ documentVersion: version }) };
}

/** The draft as the checks read it. */
export function checkable(draft: WorkingDraft): BidDraft {
  return { ...draft, files: draft.files.map(({ part, file }) => ({ part, name: file.name, sizeBytes: file.size })) };
}
