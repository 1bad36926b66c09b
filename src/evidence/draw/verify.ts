import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { runDraw } from './draw.ts';
import { drawRefusals } from './draw.refusals.ts';
import type { ReplacementStep } from './replace.ts';
import { replace } from './replace.ts';

/**
 * Draws again from the material and compares every byte, then replays each replacement on the ones before it.
 * What stood in the log when (pool before request, commitments before checkpoint) is shown by log receipts, not here.
 */
export function verifyTranscript(
  material: DrawMaterial,
  transcript: DrawTranscript,
  steps: readonly ReplacementStep[] = [],
): Result<void, Refusal> {
  const again = runDraw(material);
  if (!again.ok) return again;
  if (canonical(again.value) !== canonical(transcript)) return err(drawRefusals.transcriptDiffers({ part: '抽取结果' }));
  for (const [i, step] of steps.entries()) {
    const replayed = replace(material, transcript, steps.slice(0, i), step);
    if (!replayed.ok) return replayed;
    if (canonical(replayed.value) !== canonical(step)) return err(drawRefusals.transcriptDiffers({ part: `第 ${i + 1} 次更换` }));
  }
  return ok(undefined);
}
