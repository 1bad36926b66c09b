import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { LogTrust, VerifiedCheckpoint } from './checkpoint.ts';
import { verifyCheckpoint } from './checkpoint.ts';
import { hashLength } from './hash.ts';
import { logRefusals } from './log.refusals.ts';
import { isCount } from './nodes.ts';
import { isIncluded } from './proof.ts';

/**
 * A receipt that needs no server to check: `checkpoint` is the signed and co-signed note verbatim, `path` the inclusion
 * proof at its size. `extra` is context only: nothing signs it.
 */
export type LogProof = {
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
};

export type VerifiedLogProof = VerifiedCheckpoint & { readonly index: number; readonly extra: Uint8Array | null };

const header = 'c2sp.org/tlog-proof@v1';

/** The `.tlog-proof` file (C2SP tlog-proof, format). */
export function formatLogProof({ extra, index, path, checkpoint }: LogProof): string {
  const head = [header, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...path.map(toBase64)];
  return `${head.join('\n')}\n\n${checkpoint}`;
}

/** Strict; the checkpoint part is read by `verifyLogProof`. */
export function parseLogProof(file: string): Result<LogProof, Refusal> {
  const cut = file.indexOf('\n\n');
  if (cut < 0) return malformed('没有检查点部分');
  const lines = file.slice(0, cut).split('\n');
  if (lines.shift() !== header) return malformed(`首行应为 ${header}`);
  const extra = lines[0]?.startsWith('extra ') ? fromBase64((lines.shift() as string).slice('extra '.length)) : undefined;
  if (extra === null) return malformed('extra 行');
  const position = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '');
  const index = Number(position?.[1] ?? NaN);
  if (!isCount(index)) return malformed('index 行');
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== hashLength) return malformed(`证明行 ${line.slice(0, 80)}`);
    path.push(hash);
  }
  return ok({ extra: extra ?? null, index, path, checkpoint: file.slice(cut + 2) });
}

/** Verifies a receipt for `leaf` (the leaf *hash*) against pinned keys (C2SP tlog-proof, verifying). */
export function verifyLogProof(file: string, leaf: Uint8Array, trust: LogTrust): Result<VerifiedLogProof, Refusal> {
  const proof = parseLogProof(file);
  if (!proof.ok) return proof;
  const { index, path, extra } = proof.value;
  const verified = verifyCheckpoint(proof.value.checkpoint, trust);
  if (!verified.ok) return verified;
  const { size, rootHash } = verified.value.checkpoint;
  if (!isIncluded({ leaf, index, size, root: rootHash }, path)) return err(logRefusals.notIncluded({ index }));
  return ok({ ...verified.value, index, extra });
}

function malformed(detail: string): Result<never, Refusal> {
  return err(logRefusals.malformed({ what: '日志回执', detail }));
}
