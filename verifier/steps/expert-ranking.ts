import { byText, fromHex, toHex, utf8 } from '../bytes.ts';
import { expand, extract } from '../digest.ts';
import { must } from '../fault.ts';
import type { Reader } from '../shape.ts';

export const algorithm = 'expert-draw/v1';
export const code = 'draw.experts';

export type Entry = { readonly id: string; readonly employerId: string | null; readonly specialtyCodes: readonly string[]; readonly regionCode: string };
export type Row = { readonly row: string; readonly specialtyCode: string; readonly regionCodes: readonly string[]; readonly count: number; readonly alternates: number };
export type Ranked = { readonly entry: Entry; readonly position: string };

/** Who may not be seated, and why, given who stands: the same for a draw and for whoever follows by rank. */
export function openSeats(maxPerEmployer: number, avoided: ReadonlySet<string>) {
  const standing = new Set<string>();
  const perEmployer = new Map<string, number>();
  return {
    obstacle({ id, employerId }: Entry): string | null {
      if (standing.has(id)) return 'standsElsewhere';
      if (avoided.has(`person ${id}`)) return 'personAvoided';
      if (employerId === null) return null;
      if (avoided.has(`employer ${employerId}`)) return 'employerAvoided';
      return (perEmployer.get(employerId) ?? 0) >= maxPerEmployer ? 'employerLimit' : null;
    },
    take({ id, employerId }: Entry): void {
      standing.add(id);
      if (employerId !== null) perEmployer.set(employerId, (perEmployer.get(employerId) ?? 0) + 1);
    },
  };
}

export async function rankRow(row: Row, pool: readonly Entry[], seed: string): Promise<Ranked[]> {
  const key = await extract(utf8(`${algorithm}|${row.row}`), must(fromHex(seed), code, '种子不对'));
  const eligible = pool.filter((entry) => hasSpecialty(entry, row) && isInRegion(entry, row));
  const ranked = await Promise.all(eligible.map(async (entry) => ({ entry, position: toHex(await expand(key, utf8(entry.id), 32)) })));
  return ranked.sort((a, b) => byText(a.position, b.position) || byText(a.entry.id, b.entry.id));
}

export function hasSpecialty({ specialtyCodes }: Entry, row: Row): boolean {
  return specialtyCodes.some((each) => each.startsWith(row.specialtyCode));
}

/** Trailing zero pairs of a division's code stand for all beneath it. */
function isInRegion({ regionCode }: Entry, { regionCodes }: Row): boolean {
  return regionCodes.length === 0 || regionCodes.some((each) => regionCode.startsWith(each.replace(/(00)+$/, '')));
}

export function readEntry(entry: Reader): Entry {
  const employer = entry.at('employerId');
  return { id: entry.at('id').text(), employerId: employer.isNull() ? null : employer.text(), specialtyCodes: texts(entry.at('specialtyCodes')), regionCode: entry.at('regionCode').text() };
}

export function readRow(row: Reader): Row {
  return { row: row.at('row').text(), specialtyCode: row.at('specialtyCode').text(), regionCodes: texts(row.at('regionCodes')), count: row.at('count').count(), alternates: row.at('alternates').count() };
}

export function texts(list: Reader): string[] {
  return list.list(1000).map((each) => each.text());
}
