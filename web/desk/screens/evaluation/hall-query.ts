import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { HallView } from '#trade/evaluation/hall-view.ts';
import type { ListView } from '#trade/evaluation/list-view.ts';
import { command, get } from '../../api.ts';

export type { HallView, ListView };
export type HallBid = HallView['bids'][number];
export type Factor = HallView['terms']['technical'][number];

const refreshMs = 5_000;

export function useHall(lotId: string) {
  return useQuery({ queryKey: ['evaluation', lotId], queryFn: ({ signal }) => get<HallView>(`/api/evaluation/${lotId}`, signal), refetchInterval: refreshMs });
}

export function useEvaluations() {
  return useQuery({ queryKey: ['evaluations'], queryFn: ({ signal }) => get<{ items: ListView[] }>('/api/evaluations', signal), refetchInterval: refreshMs });
}

export type Act = (name: string, body: object, key?: string) => Promise<void>;

/** Acts in this lot and shows at once what came of it. */
export function useAct(lotId: string): Act {
  const client = useQueryClient();
  return async (name, body, key) => {
    await command(`evaluation.${name}`, { lotId, ...body }, key === undefined ? {} : { idempotencyKey: key });
    await client.invalidateQueries({ queryKey: ['evaluation', lotId] });
  };
}

export function objectAddress(lotId: string, bidderId: string, name: string): string {
  return `/api/evaluation/${lotId}/bids/${bidderId}/objects/${encodeURIComponent(name)}`;
}
