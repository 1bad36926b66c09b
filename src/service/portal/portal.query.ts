import { z } from 'zod';
import { league, nameOf } from '#kernel/divisions.ts';
import { parsePlainDate } from '#kernel/time/plain-date.ts';
import { packCodes } from '#rules/pack.ts';
import { noticeKinds, stages } from './portal.types.ts';

type ListedKind = keyof typeof noticeKinds;

const none = z.literal('');
const day = z.string().refine((text) => parsePlainDate(text).ok).or(none);
const leagueCode = z.string().refine((code) => league(code) !== null);
const kind = z.enum(Object.keys(noticeKinds) as [ListedKind, ...ListedKind[]]).or(none);

/*
 * Addresses of the pages. Unknown names and values are refused, never ignored: a filter that silently does nothing
 * shows people a list that is not what they asked for.
 */
export const listQuerySchema = z.strictObject({
  q: z.string().max(100).default(''),
  league: leagueCode.or(none).default(''),
  area: z.string().refine((code) => nameOf(code) !== null).or(none).default(''),
  category: z.enum(packCodes).or(none).default(''),
  kind: kind.default(''),
  stage: z.enum(stages).or(none).default(''),
  from: day.default(''),
  to: day.default(''),
  sort: z.enum(['newest', 'oldest', 'deadline']).default('newest'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export const homeQuerySchema = z.strictObject({ kind: kind.default('') });
export const leagueQuerySchema = z.strictObject({ kind: kind.default(''), page: listQuerySchema.shape.page });
export const leagueParamsSchema = z.object({ code: leagueCode });
export const openingsQuerySchema = z.strictObject({ day: day.default(''), league: leagueCode.or(none).default('') });
export const logQuerySchema = z.strictObject({ index: z.string().regex(/^[\d\s]{0,20}$/).default('') });
export const verifyQuerySchema = z.strictObject({ bundle: z.string().regex(/^\/api\/bundles\/[\w-]{1,80}(\?edition=(public|parties))?$/).optional() });
export const rulesQuerySchema = z.strictObject({ pack: z.enum(packCodes).default('construction') });
export const noQuerySchema = z.strictObject({});

/** Groups of the course of a project. */
export const courseTabs = ['all', 'notice', 'change', 'objection', 'result'] as const;
export const projectQuerySchema = z.strictObject({ show: z.enum(courseTabs).default('all') });
export type CourseTab = (typeof courseTabs)[number];

export const wholeList: ListQuery = listQuerySchema.parse({});

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
