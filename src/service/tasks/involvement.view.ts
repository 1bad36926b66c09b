import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Hall } from '#trade/opening/hall.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Archive } from '#service/archive/archive.types.ts';

/** Whose tasks are asked for. */
export type Viewer = { readonly role: Role; readonly orgId: string | null; readonly personId: string | null; readonly now: Instant };

/** A tender in which the viewer has a part, with all that happened to it. */
export type Involvement = {
  readonly tender: Tender;
  readonly hall: Hall | null;
  readonly opening: Opening | null;
  readonly panel: Panel | null;
  readonly evaluations: readonly Evaluation[];
  readonly awards: readonly Award[];
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly archives: readonly Archive[];
  /** Of which nobody has said whether they came; `returnBy`: what came of them must be back by then, null while nothing is due. */
  readonly declaredDeposits: readonly { readonly returnBy: Instant | null }[];
  readonly dueDeposits: readonly { readonly lotId: string; readonly dueBy: Instant }[];
};

export function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((first, at) => (at < first ? at : first));
}
