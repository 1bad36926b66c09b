import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import type { Aggregate } from '#kernel/decider.ts';
import { catalogue } from '#kernel/refusal.ts';
import { err, ok } from '#kernel/result.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ledger, totalOf } from '#service/ledger/ledger.ts';
import { makeLedgerModule } from '#service/ledger/ledger.module.ts';
import { accountNames } from '#service/ledger/ledger.types.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule, type Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { makeBankModule } from './bank.module.ts';
import type { DepositTarget } from './bank.types.ts';
import { drawPayCode } from './pay-code.ts';
import type { BankProblem } from './standing.ts';
import { collection, statement } from './statement.ts';

/** An application to a stage sale: what the real one has that deposits need. */
type StageApplication = { readonly lotId: string; readonly bidderId: string; readonly payCode: string; readonly depositFen: string; readonly untilAt: Instant; readonly deposits: readonly string[]; readonly isClosed: boolean };
type StageEvent =
  | { readonly kind: 'Applied'; readonly payCode: string; readonly depositFen: string; readonly untilAt: Instant }
  | { readonly kind: 'DepositArrived'; readonly amountFen: string; readonly reference: string }
  | { readonly kind: 'Closed' };

const application: Aggregate<StageApplication, StageEvent> = {
  type: 'application',
  disclosure: { Applied: 'initiator', DepositArrived: 'self', Closed: 'self' },
  evolve(state, event, { id }) {
    if (event.kind === 'Applied') {
      const [lotId = '', bidderId = ''] = id.split(':');
      return { lotId, bidderId, payCode: event.payCode, depositFen: event.depositFen, untilAt: event.untilAt, deposits: [], isClosed: false };
    }
    const before = state ?? assert.fail('no application');
    return event.kind === 'Closed' ? { ...before, isClosed: true } : { ...before, deposits: [...before.deposits, event.reference] };
  },
};

const refusals = catalogue('stage', { closed: { text: (_: object) => '不再收取。' } });
const one = z.strictObject({ lotId: z.string(), bidderId: z.string() });
const idOf = ({ lotId, bidderId }: z.infer<typeof one>) => `${lotId}:${bidderId}`;

const apply = command({
  name: 'application.apply', title: '申请', roles: ['system.clock'], body: one.extend({ payCode: z.string(), depositFen: z.string(), untilAt: z.int() }),
  reads: (body) => ({ streams: streams([application, idOf(body)]) }),
  decide: ({ body: { payCode, depositFen, untilAt, ...of } }) => ok({ events: [emit(application, idOf(of), { kind: 'Applied', payCode, depositFen, untilAt: untilAt as Instant })] }),
});
const close = command({
  name: 'application.close', title: '不再收取', roles: ['system.clock'], body: one,
  reads: (body) => ({ streams: streams([application, idOf(body)]) }),
  decide: ({ body }) => ok({ events: [emit(application, idOf(body), { kind: 'Closed' })] }),
});
const recordDeposit = command({
  name: 'application.recordDeposit', title: '登记保证金到账', roles: ['system.clock'], body: one.extend({ amountFen: z.string(), reference: z.string() }),
  reads: (body) => ({ streams: streams([application, idOf(body)]) }),
  decide({ body: { amountFen, reference, ...of }, world }) {
    const found = world.find(application, idOf(of));
    if (!found || found.isClosed) return err(refusals.closed({}));
    // Once for each reference, whoever asks: what a double count would look like shows in `deposits`.
    return ok({ events: [emit(application, idOf(of), { kind: 'DepositArrived', amountFen, reference })] });
  },
});

const makeStageModule: MakeModule = () => ({ name: 'stage', aggregates: [application], commands: anyCommands(apply, close, recordDeposit) });

function stageTarget({ pool, pipeline }: Running): DepositTarget {
  return {
    async find(payCode) {
      const found = (await readHeads(pool, application, '')).find(({ state }) => state.payCode === payCode)?.state;
      return found ? { lotId: found.lotId, bidderId: found.bidderId, depositFen: found.depositFen, untilAt: found.untilAt } : null;
    },
    async record(deposit) {
      const outcome = await pipeline.run({ name: 'application.recordDeposit', actor: systemActor, key: `deposit-${deposit.reference}`, body: deposit });
      return outcome.status === 'accepted' ? 'recorded' : 'refused';
    },
  };
}

export function stageModules(url: string | null, problems: (BankProblem | null)[] = []): MakeModule[] {
  return [makeStageModule, makeLedgerModule, makeBankModule({ url, keeperOrgId: null, target: stageTarget, say: (problem) => void problems.push(problem) })];
}

/** A platform with applications that wait for deposits at this bank. */
export async function bankStage(url: string) {
  const problems: (BankProblem | null)[] = [];
  const modules = stageModules(url, problems);
  const on = await testPlatform(modules);

  /** Works until this holds: what the bank answers comes when it comes. */
  async function until(what: string, holds: () => Promise<boolean> | boolean, looks = 6_000): Promise<void> {
    for (let left = looks; !(await holds()); await after(10)) {
      assert.ok(left-- > 0, `never: ${what} (${problems.join()})`);
      await on.platform.work();
    }
  }

  return {
    ...on, modules, problems, until,
    async apply(lotId: string, bidderId: string, { depositFen = '5000000', untilAt }: { depositFen?: string; untilAt?: Instant } = {}): Promise<string> {
      const payCode = drawPayCode(randomBytes);
      await on.accept(on.system, 'application.apply', { lotId, bidderId, payCode, depositFen, untilAt: untilAt ?? (await on.now()) + 3_600_000_000 });
      return payCode;
    },
    close: (lotId: string, bidderId: string) => on.accept(on.system, 'application.close', { lotId, bidderId }),
    /** References under which a deposit has been recorded. */
    async deposits(lotId: string, bidderId: string): Promise<readonly string[]> {
      return (await readHead(on.db.app, application, `${lotId}:${bidderId}`))?.state.deposits ?? [];
    },
    untilRead: (number: number) => until(`line ${number} is read`, async () => ((await readHead(on.db.app, statement, collection))?.state.cursor ?? 0) >= number),
    /** What all books together hold on each account. */
    async totals(): Promise<Record<string, bigint>> {
      const books = await readHeads(on.db.app, ledger, '');
      return Object.fromEntries(accountNames.map((name) => [name, books.reduce((sum, { state }) => sum + totalOf(state, name), 0n)]));
    },
  };
}
