import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { runDraw } from './draw.ts';
import { drawRefusals } from './draw.refusals.ts';
import type { ReplacementStep } from './replace.ts';
import { everDrawn, replace } from './replace.ts';

export type DrawToVerify = { readonly material: DrawMaterial; readonly transcript: DrawTranscript };

/**
 * Makes every draw again from its material and compares every byte, then replays each replacement on the ones before it and
 * the draws made by then. A supplementary draw must have passed over everyone drawn before it.
 * What stood in the log when (pool before request, commitments before checkpoint) is shown by log receipts, not here.
 */
export function verifyDraws(draws: readonly DrawToVerify[], steps: readonly ReplacementStep[] = []): Result<void, Refusal> {
  const made = draws.map(({ material, transcript }) => ({ ...material, transcript }));
  for (const [i, { material, transcript }] of draws.entries()) {
    const again = runDraw(material);
    if (!again.ok) return again;
    if (canonical(again.value) !== canonical(transcript)) return err(drawRefusals.transcriptDiffers({ part: '抽取结果' }));
    const avoided = new Set(material.avoidance.flatMap(({ kind, id }) => (kind === 'person' ? [id] : [])));
    const before = everDrawn(made.slice(0, i), steps.filter((step) => step.draws <= i && step.outcome.kind !== 'waits'));
    if (!before.every((id) => avoided.has(id))) return err(drawRefusals.transcriptDiffers({ part: `第 ${i + 1} 次抽取的回避名单` }));
  }
  for (const [i, step] of steps.entries()) {
    const replayed = replace(made.slice(0, step.draws), steps.slice(0, i), step, step.outcome.kind === 'waits');
    if (!replayed.ok) return replayed;
    if (canonical(replayed.value) !== canonical(step)) return err(drawRefusals.transcriptDiffers({ part: `第 ${i + 1} 次更换` }));
  }
  return ok(undefined);
}
