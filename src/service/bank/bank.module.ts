import type { MakeModule, Running } from '#platform/module.ts';
import { bankLine } from './bank-line.ts';
import { registerBankRoutes } from './bank.routes.ts';
import type { DepositTarget } from './bank.types.ts';
import { bankClient } from './client.worker.ts';
import { lineCommands } from './lines.commands.ts';
import { payoutCommands } from './payout.commands.ts';
import { payout } from './payout.ts';
import { payoutWorker } from './payout.worker.ts';
import { createStanding, type BankProblem } from './standing.ts';
import { statement } from './statement.ts';
import { statementWorker } from './statement.worker.ts';

export type BankOptions = {
  /** Where the bank answers; without one nothing is read and nothing is paid. */
  readonly url: string | null;
  readonly keeperOrgId: string | null;
  /** Whose the pay codes are: made over the running platform. */
  readonly target: (running: Running) => DepositTarget;
  readonly say?: (problem: BankProblem | null) => void;
};

/** 银行: the way a deposit arrives, and goes back, without anybody choosing. */
export function makeBankModule({ url, keeperOrgId, target, say = tellOperator }: BankOptions): MakeModule {
  const standing = url === null ? null : createStanding(say);
  const keeping = { keeperOrgId };
  return (services) => ({
    name: 'bank',
    aggregates: [statement, bankLine, payout],
    commands: [...lineCommands, ...payoutCommands(services, keeping)],
    routes: (app, running) => registerBankRoutes(app, running, { keeping, standing }),
    workers(running) {
      if (url === null || standing === null) return [];
      const bank = bankClient(url);
      return [statementWorker(running, { bank, target: target(running), standing }), payoutWorker(running, bank)];
    },
  });
}

/** As a lost database is told: one line, without anything that was paid. */
function tellOperator(problem: BankProblem | null): void {
  process.stderr.write(`${JSON.stringify({ level: problem === null ? 'info' : 'warn', event: 'bank', problem })}\n`);
}
