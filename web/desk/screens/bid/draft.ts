import { useState } from 'react';
import type { BidDraft } from '#trade/bid/price-sheet.ts';
import type { FilePart } from '#trade/bid/seal-page.ts';

export type DraftFile = { readonly part: FilePart; readonly file: File };
/** What is being written on this machine; nothing of it leaves before it is sealed. */
export type WorkingDraft = Omit<BidDraft, 'files'> & { readonly files: readonly DraftFile[] };
export type ChangeDraft = (change: Partial<WorkingDraft>) => void;

export type StepProps = { readonly draft: WorkingDraft; readonly change: ChangeDraft };

const empty: WorkingDraft = {
  lines: [], durationDays: null, quality: '', projectManager: { name: '', certificate: '' }, legalRepresentative: '', depositForm: null, files: [], isTruthful: false,
};

export function useDraft(): readonly [WorkingDraft, ChangeDraft] {
  const [draft, setDraft] = useState(empty);
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))];
}

/** The draft as the checks read it. */
export function checkable(draft: WorkingDraft): BidDraft {
  return { ...draft, files: draft.files.map(({ part, file }) => ({ part, name: file.name, sizeBytes: file.size })) };
}
