import { idOfStream, streamOf } from '#kernel/decider.ts';
import { toHex } from '#kernel/bytes.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { readPublicEvidence, type PublicEvidence } from '#evidence/journal/evidence.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { drawRecord } from './draw-record.ts';
import { panel } from './panel.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { Panel } from './panel.types.ts';

export type LoggedRound = { readonly root: string; readonly size: number };

/**
 * The first checkpoint that holds the pool, the request and every commitment of the round under way; null until there is one. The
 * log only grows and a size has one root, so this is the same for whoever looks and whenever.
 */
export async function checkpointOver(pool: Pool, tenderId: string): Promise<LoggedRound | null> {
  const { rows } = await pool.query<{ size: number; root: Buffer }>({
    name: 'panel_checkpoint',
    text: `WITH placed AS (
             SELECT max(l.index) AS last, count(*) FILTER (WHERE l.index IS NULL) AS waiting
             FROM event e LEFT JOIN log_leaf l ON l.commit_id = e.commit_id
             WHERE (e.stream = $1 AND e.kind IN ('RoundOpened', 'ValueCommitted')) OR (e.stream = $2 AND e.kind = 'PoolTaken'))
           SELECT c.size, c.root FROM placed JOIN log_checkpoint c ON c.size > placed.last
           WHERE placed.waiting = 0 ORDER BY c.size LIMIT 1`,
    values: [streamOf(panel, tenderId), streamOf(drawRecord, tenderId)],
  });
  return rows[0] ? { root: toHex(rows[0].root), size: rows[0].size } : null;
}

/** Evidence of the request and the commitments of one round. */
export async function roundEvidence(pool: Pool, tenderId: string, drawId: string): Promise<PublicEvidence[]> {
  const events = await readPublicEvidence(pool, streamOf(panel, tenderId), ['RoundOpened', 'ValueCommitted']);
  return events.filter(({ parts }) => parts.some((part) => 'body' in part && drawIdIn(part.body) === drawId));
}

function drawIdIn(body: string): string | undefined {
  const { drawId, request } = JSON.parse(body) as { drawId?: string; request?: { drawId: string } };
  return drawId ?? request?.drawId;
}

/** The panel as it stands. */
export async function findPanel(pool: Pool, tenderId: string): Promise<Panel | null> {
  return (await readHead(pool, panel, tenderId))?.state ?? null;
}

export type ActivePanel = { readonly tenderId: string; readonly version: number; readonly panel: Panel; readonly deadlineAt: Instant | null; readonly isTerminated: boolean; readonly opening: Opening | null; readonly awards: readonly Award[] };

/** Panels that wait for something outside of their own stream, with what they wait for. */
export async function activePanels(pool: Pool): Promise<ActivePanel[]> {
  const { rows } = await pool.query<{ stream: string; version: number; state: Panel; deadline_at: string | null; is_terminated: boolean; opening: Opening | null; awards: Award[] | null }>({
    name: 'panel_active',
    text: `SELECT p.stream, p.version, p.state, n.state #>> '{published,document,bidDeadlineAt}' AS deadline_at, coalesce(n.state ? 'termination', false) AS is_terminated, o.state AS opening,
             (SELECT jsonb_agg(a.state) FROM heads_under('award:' || t.id || '-') a) AS awards
           FROM stream_head p CROSS JOIN LATERAL (SELECT substr(p.stream, 7) AS id) t
           LEFT JOIN stream_head o ON o.stream = 'opening:' || t.id LEFT JOIN stream_head n ON n.stream = 'tender:' || t.id
           WHERE (p.status IN ('contributing', 'drawn', 'seated') OR (p.status = 'failed' AND p.state->>'drawnAt' IS NOT NULL) OR (p.status <> 'stood-down' AND n.state ? 'termination')) AND p.stream >= 'panel:' AND p.stream < 'panel;' AND p.state->>'namedAt' IS NULL`,
  });
  return rows.map(({ stream, version, state, deadline_at, is_terminated, opening, awards }) => ({ tenderId: idOfStream(stream), version, panel: state, deadlineAt: deadline_at === null ? null : instant(Number(deadline_at)), isTerminated: is_terminated, opening, awards: awards ?? [] }));
}

/** Panels in whose draw this holder takes part now. */
export async function panelsContributing(pool: Pool, holderId: string): Promise<Panel[]> {
  const { rows } = await pool.query<{ state: Panel }>({
    name: 'panel_contributing',
    text: `SELECT state FROM stream_head WHERE status = 'contributing' AND stream >= 'panel:' AND stream < 'panel;'
           AND state->'round'->'contributors' @> jsonb_build_array(jsonb_build_object('partyId', $1::text))`,
    values: [holderId],
  });
  return rows.map(({ state }) => state);
}
