import { useState } from 'react';
import { z } from 'zod';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';

const receiptSchema = z.object({ kind: z.literal('ovoo-bid-receipt'), lotId: z.string(), manifestHash: z.string() });
const unreadable: Problem = { code: 'receipt.unreadable', title: '这个文件不是本平台的投标回执。', remedy: '请选择递交投标文件时保存的回执文件。' };

export type SealFinding = 'matches' | 'differs';

/** 密封核对: this browser holds the receipt kept since the hand-in against the close list; the platform is not asked what it thinks. */
export function SealCheck({ view, onFound, onDone }: { readonly view: OpeningView; readonly onFound: (found: SealFinding) => void; readonly onDone: () => Promise<void> }) {
  const [problem, setProblem] = useState<Problem | null>(null);

  async function compare(files: readonly File[]): Promise<void> {
    setProblem(null);
    let found: SealFinding = 'matches';
    try {
      for (const file of files) {
        const receipt = receiptSchema.safeParse(JSON.parse(await file.text()));
        const own = receipt.success ? view.lots.find(({ lotId }) => lotId === receipt.data.lotId)?.bids.find(({ bidderId }) => bidderId === view.ownBidderId) : undefined;
        if (!receipt.success || !own) {
          setProblem(unreadable);
          return;
        }
        const result: SealFinding = own.manifestHash === receipt.data.manifestHash ? 'matches' : 'differs';
        await command('opening.checkSeal', { lotId: receipt.data.lotId, result });
        if (result === 'differs') found = result;
        onFound(found);
      }
      await onDone();
    } catch (error) {
      setProblem(error instanceof SyntaxError ? unreadable : asProblem(error));
    }
  }

  return (
    <div className="command hall-form">
      <FileDrop label="核对密封" hint="放入递交时保存的回执文件，由本机与截止名单比对" multiple files={[]} onFiles={(files) => void compare(files)} />
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}

/** Stays after the check can no longer be done. */
export function SealNote({ found }: { readonly found: SealFinding }) {
  return <p className="done-note" role="status">{found === 'matches' ? '一致：名单中的正是你递交的那一份。' : '不一致，已记录。请保存好回执并当场提出异议。'}</p>;
}
