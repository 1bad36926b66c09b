import type { Instant } from '#kernel/time/instant.ts';

/** One thing that waits for this person now. `id` stays the same while it waits. */
export type Task = {
  readonly id: string;
  readonly title: string;
  /** The project, and why it is this person's turn. */
  readonly about: string;
  readonly why: string;
  readonly due: { readonly label: string; readonly at: Instant } | null;
  /** An address of the desk or the portal. */
  readonly href: string;
};

/** `GET /api/my/tasks` */
export type TasksView = { readonly items: readonly Task[]; readonly serverNow: Instant };
