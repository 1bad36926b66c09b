import type { Sector } from '#rules/catalogue/departments.ts';

/** Sectors that have a supervising department. */
export const sectors = [
  'development', 'industry', 'finance', 'naturalResources', 'environment', 'housing', 'transport', 'water', 'agriculture', 'commerce', 'health',
  'stateAssets', 'market', 'energy', 'forestry', 'medicalInsurance', 'data', 'supplyCooperative',
] as const satisfies readonly Sector[];

/** What an organisation is for a place: its centre, its property exchange, or the department of a sector. */
export const offices = ['centre', 'propertyExchange', ...sectors] as const;
export type Office = (typeof offices)[number];
