import type { Role } from '#kernel/roles.ts';

export type DemoPerson = {
  readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string;
  /** Tells two of one name in one organisation apart. */
  readonly detail: string | null;
  readonly role: Role;
  /** What this person is here, where the role alone says too little. */
  readonly duty?: string;
};
export type DemoGroup = { readonly role: Role; readonly roleName: string; readonly people: readonly DemoPerson[] };
