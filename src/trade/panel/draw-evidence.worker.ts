import { canonical, type Json } from '#kernel/json.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { EvidenceFault, proveEvent, proveTree, readCosigned, type Proven } from '#platform/agent/log-evidence.ts';
import type { DrawTask } from './contribution-agent.worker.ts';

/** What of the platform's API the log is read by. */
export interface LogApi {
  get<T>(path: string): Promise<T>;
  text(path: string): Promise<string>;
}

/**
 * Whether the request, with the root of the pool, and everyone's commitment stand in a tree that enough co-signers have signed.
 * The adversary is the platform: it would show each holder commitments of its own making, learn the one honest value and answer
 * with others. False until the log has come so far; what the log contradicts throws, and nothing is laid open.
 */
export async function standsInLog(task: DrawTask, { api, trust }: { readonly api: LogApi; readonly trust: LogTrust }): Promise<boolean> {
  const { checkpoint, evidence } = task;
  const head = await readCosigned(api, trust);
  if (head === null || checkpoint === null || head.checkpoint.size < checkpoint.size) return false;
  const proven: Proven[] = [];
  for (const each of evidence) {
    const event = await proveEvent(api, each, head);
    if (event === null) return false;
    proven.push(event);
  }
  checkEvents(task, proven);
  if (proven.some(({ index }) => index >= checkpoint.size)) throw new EvidenceFault(`${task.drawId}: the checkpoint does not hold every commitment`);
  await proveTree(api, checkpoint, head);
  return true;
}

/** The log says what the platform shows: this request, and one commitment of each party, made after it. */
function checkEvents({ tenderId, drawId, request, requestHash, commitments }: DrawTask, proven: readonly Proven[]): void {
  const here = proven.filter(({ header }) => header.stream === `panel:${tenderId}`);
  const opened = here.filter(({ header, body }) => header.kind === 'RoundOpened' && body['requestHash'] === requestHash);
  const [round] = opened;
  if (opened.length !== 1 || round === undefined || canonical(round.body['request'] ?? null) !== canonical(request as unknown as Json)) throw new EvidenceFault(`${drawId}: the log holds another request`);
  for (const { partyId, commitment, escrowHash } of commitments) {
    const made = here.filter(({ header, body }) => header.kind === 'ValueCommitted' && header.version > round.header.version && body['drawId'] === drawId && body['partyId'] === partyId);
    const [only] = made;
    const isSame = made.length === 1 && only?.body['commitment'] === commitment && only.body['escrowHash'] === escrowHash;
    if (!isSame) throw new EvidenceFault(`${drawId}: the log does not hold the commitment of ${partyId}`);
  }
}
