import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { checkDrawRequest } from '#evidence/draw/draw.ts';
import { avoidanceRoot, poolRoot } from '#evidence/draw/pool.ts';
import { expert } from '#service/expert/expert.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { drawRecord } from './draw-record.ts';
import { biddersOf, openingStream } from './neighbours.ts';
import { panel, vacantRows } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { avoidanceOf, drawConstraints, poolOf } from './request.ts';
import { hasEnoughContributors, openRound } from './round.ts';
import { tenderIdSchema } from './schemas.ts';

const body = z.strictObject({ tenderId: tenderIdSchema, number: z.number().int() });

/** Seats that no ranking fills any more are asked for again on the same terms, at once and by the platform: nobody chooses when. */
const supplement = command({
  name: 'panel.supplement', title: '名次用尽，按原条件补抽', roles: ['system.clock'], body,
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
  decide({ body: { tenderId, number }, world }) {
    const state = world.find(panel, tenderId);
    const rows = state ? vacantRows(state) : [];
    if (state?.status !== 'drawn' || number !== state.number + 1 || rows.length === 0) return err(refusals.nothingVacant({}));
    return ok({ events: [emit(panel, tenderId, { kind: 'SupplementRequested', number, rows })] });
  },
});

/** Pool and request go into the log, before anyone has contributed anything. By the system, so that no person is the author of the pool. */
const openDraw = command({
  name: 'panel.openDraw', title: '锁定专家库并开始抽取', roles: ['system.clock'], body,
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]), peek: streams([tender, tenderId], [openingStream, tenderId]), prefixes: ['expert:'] }),
  decide({ body: { tenderId, number }, now, world, randomBytes }) {
    const state = world.find(panel, tenderId);
    const of = world.find(tender, tenderId);
    if (!state || !of || of.termination || state.status !== 'requested' || state.number !== number) return err(refusals.noSuchRound({}));
    const experts = world.list(expert, '').map((each) => each.state);
    const salt = () => new Uint8Array(randomBytes(32));
    const pool = poolOf(experts, salt);
    const opened = world.find(openingStream, tenderId);
    const bidders = state.bidders ?? (opened ? biddersOf(opened) : null);
    const avoidance = avoidanceOf(of, { ...state, bidders }, world.find(drawRecord, tenderId), { experts, salt });
    const fixed = { rows: state.wanted, poolRoot: poolRoot(pool), poolSize: pool.length, avoidanceRoot: avoidanceRoot(avoidance), constraints: drawConstraints };
    const round = openRound({ tenderId, number, round: 1, now, contributors: state.holders }, fixed);
    const checked = checkDrawRequest(round.request);
    const reason = !hasEnoughContributors(state.holders) ? '产生随机数的参与方不足三个' : checked.ok ? null : checked.error.message;
    if (reason !== null) return ok({ events: [emit(panel, tenderId, { kind: 'PanelFailed', reason })] });
    return ok({ events: [emit(drawRecord, tenderId, { kind: 'PoolTaken', number, pool, avoidance }), emit(panel, tenderId, round)] });
  },
});

export const drawCommands = anyCommands(supplement, openDraw);
