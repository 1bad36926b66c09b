import { toHex } from '#kernel/bytes.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { freshBytes } from '#platform/random.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { inBackground } from './background.ts';
import { linesToCredit } from './bank.store.ts';
import type { Bank, BankLine, DepositTarget, Expected, Statement, StatementLine } from './bank.types.ts';
import { payCodesIn } from './pay-code.ts';
import type { Standing } from './standing.ts';
import { collection, nextLines, statement, unread } from './statement.ts';

const linesPerPage = 100;

type Code = { readonly payCode: string | null; readonly expected: Pick<Expected, 'lotId' | 'depositFen' | 'untilAt'> | null };
const noCode: Code = { payCode: null, expected: null };

export type Reading = { readonly bank: Bank; readonly target: DepositTarget; readonly standing: Standing };

/**
 * Reads the statement line by line, and has each deposit recorded where it belongs. Where it stands is in the journal
 * alone: killed at any moment, or run on two nodes, it reads each line once.
 */
export function statementWorker({ pool, pipeline }: Pick<Running, 'pool' | 'pipeline'>, { bank, target, standing }: Reading): Worker {
  const page = inBackground(async () => await bank.statements((await position()).cursor, linesPerPage));

  async function position(): Promise<Statement> {
    return (await readHead(pool, statement, collection))?.state ?? unread;
  }

  /** Every attempt under a key of its own: the cursor tells what has been done, and a refusal must not be remembered for the line. */
  async function run(name: string, body: object): Promise<boolean> {
    return (await pipeline.run({ name, actor: systemActor, key: `${name}-${toHex(freshBytes(12))}`, body })).status === 'accepted';
  }

  /** The one code of a remark that somebody was asked to pay under. Of two such, nobody guesses. */
  async function codeOf(remark: string): Promise<Code> {
    const codes = payCodesIn(remark);
    const asked = (await Promise.all(codes.map(async (payCode) => ({ payCode, found: await target.find(payCode) })))).flatMap(({ payCode, found }) => (found ? [{ payCode, found }] : []));
    const [first, ...others] = asked;
    if (first === undefined) return { payCode: codes.length === 1 ? (codes[0] ?? null) : null, expected: null };
    if (others.length > 0) return noCode;
    const { lotId, depositFen, untilAt } = first.found;
    return { payCode: first.payCode, expected: { lotId, depositFen, untilAt } };
  }

  async function record({ remark, ...line }: StatementLine): Promise<boolean> {
    const { payCode, expected } = line.direction === 'in' ? await codeOf(remark) : noCode;
    return await run('bank.recordLine', { line, payCode, expected });
  }

  /** What has come from the bank, up to the first line that cannot be right or that another node has read. */
  async function take(): Promise<boolean> {
    const taken = page.take();
    if (taken === null) return false;
    if ('error' in taken) {
      standing.set('unreachable');
      return false;
    }
    const { lines, fault } = nextLines(await position(), taken.value);
    standing.set(fault);
    for (const line of lines) if (!(await record(line))) break;
    return lines.length > 0;
  }

  async function credit({ number, amountFen, reference, match }: BankLine): Promise<boolean> {
    if (match === null) return false;
    const found = await target.find(match.payCode);
    const isTaken = found?.lotId === match.lotId && (await target.record({ lotId: found.lotId, bidderId: found.bidderId, amountFen, reference })) === 'recorded';
    return await run('bank.settleLine', { number, lotId: match.lotId, isTaken });
  }

  return {
    name: 'statement',
    watches: ['statement', 'bankLine'],
    async tick() {
      const hasRead = await take();
      let hasCredited = false;
      for (const line of await linesToCredit(pool)) hasCredited = (await credit(line)) || hasCredited;
      page.begin();
      return hasRead || hasCredited;
    },
  };
}
