import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { openKeyFile } from '../../../ui/certificate-login.ts';
import { ProblemError } from '../../../ui/problem.ts';
import type { OwnBids } from './hall.data.ts';

/** The stage key of each own bid, opened on this machine from the envelope to the bidder's certificate. The private key stays here. */
export async function ownKeysOf({ bids }: OwnBids, file: File, password: string): Promise<{ lotId: string; stageKey: string }[]> {
  const { decryptKey } = await openKeyFile(file, password);
  return await Promise.all(bids.map(async ({ lotId, manifest: text }) => {
    const manifest = parseManifest(text);
    const opened = manifest.ok ? await openWithBidderKey(manifest.value, present(manifest.value.stages[0], 'stage'), decryptKey) : manifest;
    if (!opened.ok) throw new ProblemError({ ...opened.error, title: opened.error.message });
    return { lotId, stageKey: toHex(opened.value) };
  }));
}
