import type { Pool } from '#platform/db/pool.ts';
import type { BankLine, LineBalances, Payout } from './bank.types.ts';

/** Lines that match, and whose deposit nobody has recorded yet. */
export async function linesToCredit(pool: Pool): Promise<BankLine[]> {
  return await linesWith(pool, 'matched', 100);
}

/** Money that nobody can place, oldest first. */
export async function exceptedLines(pool: Pool): Promise<BankLine[]> {
  return await linesWith(pool, 'exception', 500);
}

async function linesWith(pool: Pool, status: BankLine['status'], limit: number): Promise<BankLine[]> {
  const { rows } = await pool.query<{ state: BankLine }>({
    name: 'bank_lines_with',
    text: `SELECT state FROM stream_head WHERE status = $1 AND stream >= 'bankLine:' AND stream < 'bankLine;' ORDER BY (state->>'number')::bigint LIMIT $2`,
    values: [status, limit],
  });
  return rows.map(({ state }) => state);
}

/** Payouts whose end the bank has not told, those first that have waited longest. */
export async function openPayouts(pool: Pool, limit: number): Promise<Payout[]> {
  return await payoutsWith(pool, ['ordered', 'pending'], limit);
}

export async function failedPayouts(pool: Pool): Promise<Payout[]> {
  return await payoutsWith(pool, ['failed'], 500);
}

async function payoutsWith(pool: Pool, statuses: readonly Payout['status'][], limit: number): Promise<Payout[]> {
  const { rows } = await pool.query<{ state: Payout }>({
    name: 'payouts_with',
    text: `SELECT state FROM stream_head WHERE status = ANY ($1) AND stream >= 'payout:' AND stream < 'payout;' ORDER BY (state->>'at')::bigint, stream LIMIT $2`,
    values: [statuses, limit],
  });
  return rows.map(({ state }) => state);
}

/** What the books of single lines hold in all: money that no lot expected. Books of lots are left out, for their sum would tell how many have paid. */
export async function lineBalances(pool: Pool): Promise<LineBalances> {
  const { rows } = await pool.query<{ account: string; fen: string }>({
    name: 'bank_line_balances',
    text: `SELECT split_part(a.key, '/', 1) AS account, sum((a.value->>'fen')::numeric)::text AS fen FROM stream_head h, jsonb_each(h.state->'accounts') a
           WHERE h.stream >= 'ledger:line.' AND h.stream < 'ledger:line/' GROUP BY 1`,
  });
  const of = (account: string): string => rows.find((row) => row.account === account)?.fen ?? '0';
  return { bankFen: of('bank'), suspenseFen: of('suspense'), owedBackFen: of('owedBack') };
}
