import type { PageFault } from './statement.ts';

export type BankProblem = 'unreachable' | PageFault;

/** How it stands with the bank, for whoever minds the account; told to `say` when it changes, not at every look. */
export type Standing = { readonly problem: BankProblem | null; set(problem: BankProblem | null): void };

export function createStanding(say: (problem: BankProblem | null) => void): Standing {
  let problem: BankProblem | null = null;
  return {
    get problem() {
      return problem;
    },
    set(next) {
      if (next === problem) return;
      problem = next;
      say(next);
    },
  };
}
