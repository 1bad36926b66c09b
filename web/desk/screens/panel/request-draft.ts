import { addMicros, formatBeijing, instant, microsPerHour, parseInstant, type Instant } from '#kernel/time/instant.ts';
import type { FileRef } from '../project/project.data.ts';
import type { SpecialtyItem, TenderBrief } from './panel.data.ts';
import { freshKey } from '../../../ui/fresh-key.ts';

export type DraftRow = { readonly key: string; readonly specialty: SpecialtyItem | null; readonly regionCodes: readonly string[]; readonly count: number; readonly alternates: number };
export type DraftRepresentative = { readonly personId: string; readonly name: string; readonly post: string; readonly experience: string; readonly authorisation: FileRef | null };
export type DraftAvoidance = { readonly id: string; readonly name: string; readonly reason: string };
export type RequestDraft = { readonly rows: readonly DraftRow[]; readonly reportAt: string; readonly place: string; readonly representative: DraftRepresentative | null; readonly avoidance: readonly DraftAvoidance[] };

export function emptyRow(): DraftRow {
  return { key: freshKey(), specialty: null, regionCodes: [], count: 5, alternates: 5 };
}

/** Hours from the opening to the report: decryption, objections on the spot and the signed record come in between. */
const hoursToReport = 3;

/** The hour of report to begin with, as a field for date and time takes it. */
export function proposedReportAt(bidDeadlineAt: Instant | null, now: Instant): string {
  return bidDeadlineAt === null ? '' : formatBeijing(addMicros(instant(Math.max(bidDeadlineAt, now)), hoursToReport * microsPerHour)).slice(0, 16).replace(' ', 'T');
}

export function expertsIn({ rows }: Pick<RequestDraft, 'rows'>): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The first thing still to do, or null. */
export function problemOf({ rows, reportAt, place, representative }: RequestDraft, { bidDeadlineAt }: Pick<TenderBrief, 'bidDeadlineAt'>): string | null {
  if (rows.some(({ specialty }) => specialty === null)) return '先选择专业';
  const at = parseInstant(reportAt);
  if (at === null) return '先填报到时间';
  if (bidDeadlineAt !== null && at < bidDeadlineAt) return '报到时间早于开标';
  if (place.trim().length < 4) return '先写报到地点';
  return representative && problemOfRepresentative(representative);
}

export function problemOfRepresentative(representative: DraftRepresentative): string | null {
  if (representative.personId === '') return '先选择招标人代表';
  if (representative.post.trim().length < 2) return '先填代表的职务';
  if (representative.experience.trim().length < 10) return '先说明代表熟悉法规和本项目的情况';
  return representative.authorisation ? null : '先上传授权文件';
}
