import type { Aggregate } from '#kernel/decider.ts';
import type { Sector } from '#rules/catalogue/departments.ts';

/** Sectors that have a supervising department. */
export const sectors = [
  'development', 'industry', 'finance', 'naturalResources', 'environment', 'housing', 'transport', 'water', 'agriculture', 'commerce', 'health',
  'stateAssets', 'market', 'energy', 'forestry', 'medicalInsurance', 'data', 'supplyCooperative',
] as const satisfies readonly Sector[];

/** What an organisation is for a place: its centre, its property exchange, or the department of a sector. */
export const offices = ['centre', 'propertyExchange', ...sectors] as const;
export type Office = (typeof offices)[number];

/** Who holds which office in one place: `directory:<areaCode>`. It turns the answers of the routing table into organisations. */
export type Directory = { readonly areaCode: string; readonly holders: { readonly [office in Office]?: Holder } };
export type Holder = { readonly orgId: string; readonly name: string };

export type DirectoryEvent = { readonly kind: 'OfficeEntered'; readonly office: Office; readonly orgId: string; readonly name: string };

export const directory: Aggregate<Directory, DirectoryEvent> = {
  type: 'directory',
  disclosure: { OfficeEntered: 'public' },
  evolve: (state, { office, orgId, name }, { id }) => ({ areaCode: id, holders: { ...state?.holders, [office]: { orgId, name } } }),
};
