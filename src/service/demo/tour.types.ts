import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** Someone of the demonstration whom the reader may become, and whether this person's part of the step is done. */
export type TourPerson = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly role: Role; readonly done: boolean };

export type TourStep = {
  readonly key: string;
  readonly title: string;
  readonly who: string;
  readonly what: string;
  readonly why: string;
  readonly law: string;
  /** Read from what happened to the tender; null where nothing that happens tells it. */
  readonly done: boolean | null;
  readonly people: readonly TourPerson[];
  /** Where it is done; null while an earlier step is missing. */
  readonly path: string | null;
  /** The instant this step waits for; null when it waits for none. */
  readonly waitUntil: Instant | null;
};

export type TourTender = { readonly tenderId: string; readonly name: string };
export type TourView = { readonly tender: TourTender | null; readonly steps: readonly TourStep[]; readonly serverNow: Instant };
export type TourChoices = { readonly prepared: TourTender | null; readonly items: readonly (TourTender & { readonly stage: string })[] };
