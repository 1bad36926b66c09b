import { z } from 'zod';
import { noticeKinds, tenderStages } from './portal.types.ts';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/).or(z.literal(''));
const none = z.literal('');

/**
 * The address of a list. Unknown names and values are refused, never ignored: a filter that silently does nothing
 * shows people a list that is not what they asked for.
 */
export const listQuerySchema = z.strictObject({
  q: z.string().max(100).default(''),
  league: z.string().regex(/^\d{6}$/).or(none).default(''),
  area: z.string().regex(/^[\dA-Z]{6}$/).or(none).default(''),
  category: z.enum(['construction']).or(none).default(''),
  kind: z.enum(Object.keys(noticeKinds) as [keyof typeof noticeKinds]).or(none).default(''),
  stage: z.enum(tenderStages).or(none).default(''),
  from: day.default(''),
  to: day.default(''),
  sort: z.enum(['newest', 'oldest', 'deadline']).default('newest'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export type ListQuery = z.infer<typeof listQuerySchema>;

/** The same list with some of it changed, as an address; what is at its default is left out. */
export function hrefOf(path: string, query: ListQuery, change: Partial<ListQuery>): string {
  const wanted = { ...query, page: 1, ...change };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== '' && !(name === 'sort' && value === 'newest') && !(name === 'page' && value === 1)) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
