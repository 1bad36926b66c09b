import type { Aggregate } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import type { FundPlan, LotRequest, Method } from './registration.ts';
import type { Agency, Basis, Holder } from './project.types.ts';

/** 项目: what was registered, and by which articles it came to its centre and its department. */
export type Project = ProjectRegistration & { readonly projectId: string; readonly registeredAt: Instant };

export type ProjectRegistration = {
  readonly tenderId: string;
  readonly name: string;
  readonly approvalCode: string | null;
  readonly areaCode: string;
  readonly otherAreaCodes: readonly string[];
  readonly sector: string;
  readonly catalogueItem: string;
  readonly contractKind: string;
  readonly fund: FundPlan;
  readonly estimateFen: string;
  readonly method: Method;
  readonly methodReason: string | null;
  readonly initiator: Holder;
  readonly agency: Agency | null;
  readonly centre: Holder;
  readonly department: Holder;
  readonly lots: readonly LotRequest[];
  readonly transactionCode: { readonly code: string; readonly provisional: boolean };
  readonly basis: Basis;
};

/** `act` holds statement and signature: the initiator side answers for truth. */
export type ProjectEvent = { readonly kind: 'ProjectRegistered'; readonly project: ProjectRegistration; readonly act: JsonObject };

export const project: Aggregate<Project, ProjectEvent> = {
  type: 'project',
  disclosure: { ProjectRegistered: { default: 'public', fields: { act: 'parties' } } },
  evolve: (_state, event, { id, at }) => ({ ...event.project, projectId: id, registeredAt: at }),
};

/** Counts the transaction codes that a platform gives in a day: `transactionCodes:<areaCode of the centre>`. */
export type CodeCounter = { readonly day: PlainDate; readonly last: number };
export type CodeEvent = { readonly kind: 'TransactionCodeGiven'; readonly day: PlainDate; readonly sequence: number; readonly code: string; readonly tenderId: string };

export const transactionCodes: Aggregate<CodeCounter, CodeEvent> = {
  type: 'transactionCodes',
  disclosure: { TransactionCodeGiven: 'public' },
  evolve: (_state, { day, sequence }) => ({ day, last: sequence }),
};

export const codesPerDayMax = 999_999;

/** The next number of the day, from 1; null when the day has none left. */
export function nextSequence(counter: CodeCounter | null, day: PlainDate): number | null {
  const next = counter?.day === day ? counter.last + 1 : 1;
  return next <= codesPerDayMax ? next : null;
}
