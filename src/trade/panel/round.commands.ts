import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { addMicros } from '#kernel/time/instant.ts';
import { runDraw } from '#evidence/draw/draw.ts';
import { statementDigest } from '#evidence/draw/digest.ts';
import { command, emit, streams, type Decision, type World } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { drawRecord, type DrawRecordEvent } from './draw-record.ts';
import { panel, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { checkpointOver, findPanel, type LoggedRound } from './panel.store.ts';
import type { Panel, Round } from './panel.types.ts';
import { memberFrom, memberOfRepresentative, replaceMembers } from './replacement.ts';
import { emitChange, expertsIn } from './replacing.commands.ts';
import { tenderIdSchema } from './schemas.ts';
import { actInRound, checkEscrow, hasEnoughContributors, openRound, outcomeOf, stepMicros, type RoundOutcome } from './round.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制');
const hex = z.string().regex(/^([0-9a-f]{2})+$/).max(400);
const partyId = z.string().min(1).max(64);
const ofDraw = { tenderId: tenderIdSchema, drawId: z.string().max(80) };
export const escrowSchema = z.strictObject({
  v: z.literal(1), drawId: z.string().max(80), dealerId: partyId,
  shares: z.array(z.strictObject({ holderId: partyId, commit: digest, enc: hex, ciphertext: hex })).min(2).max(8),
});

/** The key holder for whom this agent acts: its certificate carries the holder's id as person id. */
export function holderIdOf(actor: Pick<Actor, 'id' | 'personId'>): string {
  return actor.personId ?? actor.id.replace(/^agent:/, '');
}

function partyIn(state: Panel | null, actor: Actor): string {
  const holderId = holderIdOf(actor);
  return state?.holders.find((holder) => holder.partyId === holderId && holder.orgId === actor.orgId)?.partyId ?? '';
}

const commit = command({
  name: 'panel.commit', title: '提交随机数承诺', roles: ['hold-key.agent'], body: z.strictObject({ ...ofDraw, commitment: digest, escrowHash: digest }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
  decide({ body: { tenderId, drawId, commitment, escrowHash }, actor, now, world }) {
    const state = world.find(panel, tenderId);
    const party = partyIn(state, actor);
    const round = actInRound(state, { drawId, partyId: party, step: 'commit', now });
    if (!round.ok) return round;
    return ok({ events: [emit(panel, tenderId, { kind: 'ValueCommitted', drawId, partyId: party, commitment, escrowHash })] });
  },
});

const escrow = command({
  name: 'panel.escrow', title: '交存托管份额', roles: ['hold-key.agent'], body: z.strictObject({ ...ofDraw, escrow: escrowSchema }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
  decide({ body: { tenderId, drawId, escrow: deposited }, actor, now, world }) {
    const state = world.find(panel, tenderId);
    const party = partyIn(state, actor);
    const round = actInRound(state, { drawId, partyId: party, step: 'escrow', now });
    if (!round.ok) return round;
    const checked = checkEscrow(round.value, party, deposited);
    if (!checked.ok) return checked;
    return ok({ events: [emit(panel, tenderId, { kind: 'EscrowDeposited', drawId, partyId: party, escrow: deposited, until: addMicros(now, stepMicros) })] });
  },
});

const release = command({
  name: 'panel.release', title: '打开托管份额', roles: ['hold-key.agent'],
  body: z.strictObject({ ...ofDraw, shares: z.array(z.strictObject({ dealerId: partyId, share: hex.nullable() })).max(8) }),
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
  decide({ body: { tenderId, drawId, shares }, actor, now, world }) {
    const state = world.find(panel, tenderId);
    const party = partyIn(state, actor);
    const round = actInRound(state, { drawId, partyId: party, step: 'release', now });
    if (!round.ok) return round;
    const dealers = round.value.contributors.filter((each) => each.partyId !== party);
    const answered = new Set(shares.map(({ dealerId }) => dealerId));
    if (shares.length !== dealers.length || !dealers.every((each) => answered.has(each.partyId))) return err(refusals.sharesIncomplete({}));
    return ok({ events: [emit(panel, tenderId, { kind: 'SharesReleased', drawId, partyId: party, shares })] });
  },
});

type Settled = { readonly outcome: RoundOutcome; readonly released: number };

export function roundCommands({ pool }: Services) {
  const logCommitments = command({
    name: 'panel.logCommitments', title: '确认承诺已入日志', roles: ['system.clock'], body: z.strictObject(ofDraw),
    async prepare({ body }): Promise<Result<LoggedRound, Refusal>> {
      const found = await checkpointOver(pool, body.tenderId);
      return found ? ok(found) : err(refusals.roundWaiting({}));
    },
    reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
    decide({ body: { tenderId, drawId }, now, world, prepared }) {
      const round = world.find(panel, tenderId)?.round;
      if (round?.drawId !== drawId || round.step !== 'checkpoint') return err(refusals.noSuchRound({}));
      return ok({ events: [emit(panel, tenderId, { kind: 'CommitmentsLogged', drawId, ...prepared, until: addMicros(now, stepMicros) })] });
    },
  });

  /** Draws when every value is open; begins anew without those who failed when the time is over or every answer is in. */
  const settle = command({
    name: 'panel.settleRound', title: '开出随机数并抽取', roles: ['system.clock'], body: z.strictObject(ofDraw),
    async prepare({ body, now }): Promise<Result<Settled, Refusal>> {
      const round = (await findPanel(pool, body.tenderId))?.round;
      if (round?.drawId !== body.drawId) return err(refusals.noSuchRound({}));
      return ok({ outcome: await outcomeOf(round, now), released: round.released.length });
    },
    reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]), prefixes: ['expert:'] }),
    decide({ body: { tenderId, drawId }, now, world, prepared, newId }) {
      const state = world.find(panel, tenderId);
      const round = state?.round;
      if (!state || round?.drawId !== drawId) return err(refusals.noSuchRound({}));
      const { outcome } = prepared;
      if (outcome.kind === 'waiting' || prepared.released !== round.released.length) return err(refusals.roundWaiting({}));
      if (outcome.kind === 'failed') return ok(failRound(state, round, { ...outcome, now }));
      return drawNow(state, round, { contributions: outcome.contributions, world, newId });
    },
  });

  return anyCommands(commit, escrow, release, logCommitments, settle);
}

function failRound(state: Panel, round: Round, { absent, rubbish, now }: { absent: readonly string[]; rubbish: readonly string[]; now: Parameters<typeof addMicros>[0] }): Decision {
  const { tenderId, number } = state;
  const out = new Set([...absent, ...rubbish]);
  const left = round.contributors.filter(({ partyId: party }) => !out.has(party));
  const failed = emit(panel, tenderId, { kind: 'RoundFailed', drawId: round.drawId, step: round.step, absent, rubbish });
  if (out.size === 0 || !hasEnoughContributors(left)) return { events: [failed, emit(panel, tenderId, { kind: 'PanelFailed', reason: '按时参与产生随机数的不足三方' })] };
  const { rows, poolRoot, poolSize, avoidanceRoot, constraints } = present(state.request, 'request');
  return { events: [failed, emit(panel, tenderId, openRound({ tenderId, number, round: round.round + 1, now, contributors: left }, { rows, poolRoot, poolSize, avoidanceRoot, constraints }))] };
}

type Drawing = { readonly contributions: Extract<RoundOutcome, { kind: 'opened' }>['contributions']; readonly world: World; readonly newId: () => string };

function drawNow(state: Panel, round: Round, { contributions, world, newId }: Drawing): Result<Decision, Refusal> {
  const { tenderId } = state;
  const record = present(world.find(drawRecord, tenderId), 'draw record');
  const { pool, avoidance } = present(record.draws.at(-1), 'pool');
  const request = present(state.request, 'request');
  const made = runDraw({ request, pool, avoidance, checkpointRoot: present(round.checkpoint, 'checkpoint').root, commitments: round.commitments, contributions });
  if (!made.ok) return made;
  const transcript = made.value;
  const transcriptHash = statementDigest('draw-transcript/v1', transcript);
  const kept: DrawRecordEvent = { kind: 'TranscriptKept', request, transcript };
  const ofDraw = { drawId: round.drawId, transcriptHash };
  if (transcript.outcome.kind === 'infeasible') {
    return ok({ events: [emit(drawRecord, tenderId, kept), emit(panel, tenderId, { kind: 'DrawInfeasible', ...ofDraw, shortOfMembers: transcript.outcome.shortOfMembers })] });
  }
  const experts = expertsIn(world);
  const drawn = transcript.rows.flatMap(({ row, members: ids }) => ids.map((personId) => memberFrom({ personId, row, rows: state.rows, experts, newId })));
  const isFirst = state.drawnAt === null;
  const members = [...drawn, ...(isFirst && state.representative ? [memberOfRepresentative(state.representative, newId)] : [])];
  const size = standingMembers(state).length + members.length;
  // Relations and the representative may have changed while the round was under way.
  const draws = [...record.draws.slice(0, -1), { ...present(record.draws.at(-1), 'pool'), request, transcript }];
  const barred = replaceMembers({ panel: { ...state, status: 'drawn', members: [...state.members, ...members] }, record: { ...record, draws }, leaving: [], experts, newId });
  if (!barred.ok) return barred;
  return ok({ events: [emit(drawRecord, tenderId, kept), emit(panel, tenderId, { kind: 'Drawn', ...ofDraw, size, members }), ...emitChange(tenderId, barred.value)] });
}
