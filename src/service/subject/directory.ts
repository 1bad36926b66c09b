import type { Aggregate } from '#kernel/decider.ts';
import type { Office } from './directory.types.ts';

export { offices, sectors } from './directory.types.ts';
export type { Office } from './directory.types.ts';

/** Who holds which office in one place: `directory:<areaCode>`. It turns the answers of the routing table into organisations. */
export type Directory = { readonly areaCode: string; readonly holders: { readonly [office in Office]?: Holder } };
export type Holder = { readonly orgId: string; readonly name: string };

export type DirectoryEvent = { readonly kind: 'OfficeEntered'; readonly office: Office; readonly orgId: string; readonly name: string };

export const directory: Aggregate<Directory, DirectoryEvent> = {
  type: 'directory',
  disclosure: { OfficeEntered: 'public' },
  evolve: (state, { office, orgId, name }, { id }) => ({ areaCode: id, holders: { ...state?.holders, [office]: { orgId, name } } }),
};
