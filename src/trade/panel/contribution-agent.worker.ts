import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { isDigest } from '#evidence/draw/digest.ts';
import { drawRequestHash, type DrawRequest } from '#evidence/draw/draw.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { eventEvidenceSchema } from '#platform/agent/log-evidence.ts';
import { standsInLog, type LogApi } from './draw-evidence.worker.ts';
import { dealContribution, escrowHash, openShare, type Escrow } from './escrow.ts';

/** The platform's public API under the agent's session. `command` throws when it is refused. */
export interface ContributionApi extends LogApi {
  command(name: string, body: JsonObject): Promise<unknown>;
}

/** What the agent must not forget between the steps of a draw; kept in its own key directory. */
export interface ContributionMemory {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

export type ContributionIdentity = {
  readonly holderId: string;
  /** The P-256 pair whose public half is registered for this holder. */
  readonly keys: CryptoKeyPair;
  readonly memory: ContributionMemory;
};

/** Thrown when the platform shows an agent two things that cannot both be true; the agent then does nothing more in that draw. */
export class DrawContradiction extends Error {
  override name = 'DrawContradiction';
}

const hex = z.string().regex(/^[0-9a-f]*$/);
const escrowShape = z.strictObject({ v: z.literal(1), drawId: z.string(), dealerId: z.string(), shares: z.array(z.strictObject({ holderId: z.string(), commit: hex, enc: hex, ciphertext: hex })) });
const taskShape = z.object({
  tenderId: z.string(),
  drawId: z.string(),
  step: z.enum(['commit', 'checkpoint', 'escrow', 'release']),
  acted: z.boolean(),
  request: z.custom<DrawRequest>((value) => typeof value === 'object' && value !== null),
  requestHash: z.string(),
  holders: z.array(z.object({ partyId: z.string(), publicKey: z.string() })),
  commitments: z.array(z.object({ partyId: z.string(), commitment: hex, escrowHash: hex })),
  checkpoint: z.object({ root: hex, size: z.number() }).nullable(),
  escrows: z.array(escrowShape),
  /** Of the request and of every commitment, for whoever is to lay its escrow open. */
  evidence: z.array(eventEvidenceSchema),
});
const answerShape = z.object({ draws: z.array(taskShape) });
export type DrawTask = z.infer<typeof taskShape>;

export type TickOptions = { /** Whose signatures make a tree head worth believing. */ readonly trust: LogTrust; readonly report?: (error: unknown) => void };

const noteShape = z.object({
  requestHash: z.string(), value: z.string(), commitment: z.string(), escrow: escrowShape,
  /** What was seen when the escrow was laid open: commitments and checkpoint may not change afterwards. */
  seen: z.string().nullable(),
});
type Note = z.infer<typeof noteShape>;

/** Does what is due in every draw this holder takes part in. Returns how many acts it did; one failed draw does not stop the others. */
export async function contributeTick(api: ContributionApi, identity: ContributionIdentity, { trust, report = () => undefined }: TickOptions): Promise<number> {
  const { draws } = answerShape.parse(await api.get('/api/draws'));
  let acts = 0;
  for (const task of draws) {
    if (task.acted || task.step === 'checkpoint') continue;
    try {
      const body = await bodyFor(task, identity, { api, trust });
      if (body === null) continue;
      await api.command(`panel.${task.step}`, body);
      acts++;
    } catch (error) {
      report(error);
    }
  }
  return acts;
}

/** Null while the log does not yet bear out what the platform shows. */
async function bodyFor(task: DrawTask, identity: ContributionIdentity, log: { readonly api: LogApi; readonly trust: LogTrust }): Promise<JsonObject | null> {
  checkTask(task, identity.holderId);
  const { tenderId, drawId } = task;
  if (task.step === 'commit') {
    const { commitment, escrow } = await ownNote(task, identity);
    return { tenderId, drawId, commitment, escrowHash: escrowHash(escrow) };
  }
  const note = await getNote(task, identity);
  if (task.step === 'escrow') {
    if (!(await standsInLog(task, log))) return null;
    await identity.memory.write(nameOf(drawId), JSON.stringify({ ...note, seen: seenOf(task) }));
    return { tenderId, drawId, escrow: note.escrow };
  }
  if (note.seen !== seenOf(task)) throw new DrawContradiction(`${drawId}: commitments or checkpoint changed after escrow`);
  return { tenderId, drawId, shares: await sharesOf(task, identity) };
}

function checkTask({ drawId, request, requestHash }: DrawTask, holderId: string): void {
  if (request.drawId !== drawId || drawRequestHash(request) !== requestHash) throw new DrawContradiction(`${drawId}: the request is not what its hash says`);
  if (!request.contributors.some(({ partyId }) => partyId === holderId)) throw new DrawContradiction(`${drawId}: not a contributor`);
}

/** The value of this draw: made once, remembered before it is promised. */
async function ownNote(task: DrawTask, { holderId, memory }: ContributionIdentity): Promise<Note> {
  const known = await memory.read(nameOf(task.drawId));
  if (known !== null) return sameRequest(task, noteShape.parse(JSON.parse(known)));
  const contributors = new Set(task.request.contributors.map(({ partyId }) => partyId));
  const others = task.holders.filter(({ partyId }) => partyId !== holderId && contributors.has(partyId));
  const dealt = await dealContribution(task.drawId, holderId, others, crypto.getRandomValues(new Uint8Array(32)));
  if (!dealt.ok) throw new DrawContradiction(dealt.error.message);
  const note: Note = { requestHash: task.requestHash, ...dealt.value, escrow: { ...dealt.value.escrow, shares: [...dealt.value.escrow.shares] }, seen: null };
  await memory.write(nameOf(task.drawId), JSON.stringify(note));
  return note;
}

/** Lays nothing open before every named party stands committed, oneself to what one had promised. */
async function getNote(task: DrawTask, { holderId, memory }: ContributionIdentity): Promise<Note> {
  const known = await memory.read(nameOf(task.drawId));
  if (known === null) throw new DrawContradiction(`${task.drawId}: nothing was promised`);
  const note = sameRequest(task, noteShape.parse(JSON.parse(known)));
  const own = task.commitments.find(({ partyId }) => partyId === holderId);
  if (own?.commitment !== note.commitment || own.escrowHash !== escrowHash(note.escrow)) throw new DrawContradiction(`${task.drawId}: another promise stands under this name`);
  const committed = new Set(task.commitments.map(({ partyId }) => partyId));
  const complete = task.commitments.length === task.request.contributors.length && task.request.contributors.every(({ partyId }) => committed.has(partyId));
  if (!complete || !isDigest(task.checkpoint?.root ?? '')) throw new DrawContradiction(`${task.drawId}: not every commitment stands`);
  return note;
}

async function sharesOf(task: DrawTask, { holderId, keys }: ContributionIdentity): Promise<Json[]> {
  const dealers = task.request.contributors.filter(({ partyId }) => partyId !== holderId);
  return await Promise.all(dealers.map(async ({ partyId }) => {
    const escrow: Escrow = present(task.escrows.find(({ dealerId }) => dealerId === partyId), 'escrow');
    const promised = task.commitments.find((each) => each.partyId === partyId);
    const share = escrow.drawId === task.drawId && promised?.escrowHash === escrowHash(escrow) ? await openShare(escrow, holderId, keys) : null;
    return { dealerId: partyId, share };
  }));
}

function sameRequest(task: DrawTask, note: Note): Note {
  if (note.requestHash !== task.requestHash) throw new DrawContradiction(`${task.drawId}: two requests under one draw id`);
  return note;
}

function seenOf({ commitments, checkpoint }: DrawTask): string {
  return canonical({ commitments, checkpoint });
}

function nameOf(drawId: string): string {
  return `draw-${drawId.replace(/[^0-9a-z.-]/gi, '_')}`;
}
