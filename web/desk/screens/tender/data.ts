import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Instant } from '#kernel/time/instant.ts';
import type { AskedQuestion } from '#trade/inquiry/inquiry.ts';
import type { Objection } from '#trade/objection/objection.types.ts';
import type { TenderAct } from '#trade/tender/tender.phase.ts';
import type { DraftReview, PublicTender, TenderRow } from '#trade/tender/tender.present.ts';
import type { Amendment, OpenObjection, SettledObjection, Termination } from '#trade/tender/tender.types.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { get } from '../../api.ts';
import { sessionQuery } from '../../session.ts';

export type TenderView = PublicTender & {
  readonly draft?: DraftReview;
  readonly taking?: { readonly takenAt: Instant };
  readonly can: readonly TenderAct[];
  readonly serverNow: Instant;
};
export type ObjectionsView = { readonly items: readonly Objection[]; readonly settled: readonly SettledObjection[]; readonly open: readonly OpenObjection[] };
export type MyTenders = { readonly items: readonly TenderRow[]; readonly open: readonly TenderRow[] };
export type MyNotices = { readonly items: readonly { readonly tenderId: string; readonly tenderName: string; readonly amendment: Amendment; readonly unread: boolean }[]; readonly terminated: readonly { readonly tenderId: string; readonly tenderName: string; readonly number: number; readonly termination: Termination; readonly unread: boolean }[]; /** Own bids sealed for a deadline that has moved. */ readonly resealing: readonly { readonly tenderName: string; readonly lotId: string; readonly lotName: string; readonly sealedUntil: Instant; readonly deadlineAt: Instant }[]; readonly unread: number };

/** The days off that hold here; a demonstration also knows the year to come. */
export function useCalendar(): Calendar {
  const { data: session } = useQuery(sessionQuery);
  return calendarFor(session?.demo ? 'demo' : 'production');
}

export function useTender(tenderId: string) {
  return useQuery({ queryKey: ['tender', tenderId], queryFn: ({ signal }) => get<TenderView>(`/api/tenders/${tenderId}`, signal) });
}

export function useObjections(tenderId: string) {
  return useQuery({ queryKey: ['tender', tenderId, 'objections'], queryFn: ({ signal }) => get<ObjectionsView>(`/api/tenders/${tenderId}/objections`, signal) });
}

export function useInquiries(tenderId: string) {
  return useQuery({ queryKey: ['tender', tenderId, 'inquiries'], queryFn: ({ signal }) => get<{ items: readonly AskedQuestion[] }>(`/api/tenders/${tenderId}/inquiries`, signal) });
}

export function useMyTenders() {
  return useQuery({ queryKey: ['my', 'tenders'], queryFn: ({ signal }) => get<MyTenders>('/api/my/tenders', signal) });
}

export function useMyNotices() {
  return useQuery({ queryKey: ['my', 'notices'], queryFn: ({ signal }) => get<MyNotices>('/api/my/notices', signal) });
}

/** After an act: everything that may have changed is asked again. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['tender'] });
    await client.invalidateQueries({ queryKey: ['my'] });
  };
}

/** Ids of 16 characters for what this browser begins. */
export function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte & 31]).join('');
}
