import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Instant } from '#kernel/time/instant.ts';
import type { Auctioneer } from '#service/subject/auctioneer.types.ts';
import { getSaleKind, parseSaleKind } from '#rules/sale/kinds.ts';
import type { Applicant, ApplicationRow, OwnApplication } from '#trade/application/application.types.ts';
import type { HallFigures, SaleRow, SaleView } from '#trade/sale/sale.views.ts';
import { get, post } from '../../api.ts';
import type { ChipProps } from '../../../ui/types.ts';

type Listed<T> = { readonly items: readonly T[]; readonly serverNow: Instant };

export function useSales() {
  return useQuery({ queryKey: ['sales'], queryFn: ({ signal }) => get<Listed<SaleRow>>('/api/sales', signal), refetchInterval: 20_000 });
}

export function useSale(saleId: string) {
  return useQuery({ queryKey: ['sales', saleId], queryFn: ({ signal }) => get<SaleView>(`/api/sales/${encodeURIComponent(saleId)}`, signal), refetchInterval: 20_000 });
}

/** Licensed auctioneers, for whoever announces an auction by hammer. */
export function useAuctioneers() {
  return useQuery({ queryKey: ['auctioneers'], queryFn: ({ signal }) => get<Listed<Auctioneer>>('/api/auctioneers', signal) });
}

/** Who applied: for the seller and the department. */
export function useApplications(lotId: string) {
  return useQuery({ queryKey: ['sales', 'applications', lotId], queryFn: ({ signal }) => get<Listed<ApplicationRow>>(`/api/sale-lots/${encodeURIComponent(lotId)}/applications`, signal), refetchInterval: 20_000 });
}

/** Who a natural person is that applied: for the seller and the department. The code goes in the body, so that it stands in no address. */
export async function readApplicant(lotId: string, bidderId: string): Promise<Applicant> {
  return await post<Applicant>(`/api/sale-lots/${encodeURIComponent(lotId)}/applicant`, { bidderId });
}

/** What one's own organisation has applied for; asked for bidders alone. */
export function useOwnApplications(isBidder: boolean) {
  return useQuery({ queryKey: ['sales', 'own'], queryFn: ({ signal }) => get<Listed<OwnApplication>>('/api/applications', signal), enabled: isBidder });
}

/** After an act: all that is shown of sales is asked anew. */
export function useRefreshSales(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['sales'] });
}

export function kindTitle(code: string): string {
  const kind = parseSaleKind(code);
  return kind ? getSaleKind(kind).title : code;
}

export type SaleStatus = 'applying' | 'waiting' | 'running' | 'paused' | 'comparing' | 'sold' | 'unsold';

/** Where a lot stands, in one word. */
export function statusOf({ status, outcome, applyUntil }: HallFigures & { readonly applyUntil: Instant }, now: Instant): SaleStatus {
  if (status === 'ended') return outcome === 'sold' || outcome === 'allotted' ? 'sold' : outcome === 'reserve-pending' ? 'comparing' : 'unsold';
  return status === 'waiting' ? (now < applyUntil ? 'applying' : 'waiting') : status;
}

/** What the best price of a lot is called. */
export function priceTitle(status: SaleStatus): string {
  return status === 'sold' ? '成交价' : status === 'unsold' || status === 'comparing' ? '最高报价' : '现价';
}

export const saleStatuses: Readonly<Record<SaleStatus, ChipProps>> = {
  applying: { label: '报名中', tone: 'act' }, waiting: { label: '待竞价', tone: 'sky' }, running: { label: '竞价中', tone: 'act', live: true }, paused: { label: '已暂停', tone: 'bad' },
  comparing: { label: '底价比对中', tone: 'sky' }, sold: { label: '已成交', tone: 'ok' }, unsold: { label: '未成交', tone: 'plain' },
};
