import { useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OpeningView, OpeningsOfDay } from '#trade/opening/hall-view.types.ts';
import { get } from '../../api.ts';

export function openingsQuery(day: string | null) {
  return { queryKey: ['openings', day], queryFn: ({ signal }: { signal: AbortSignal }) => get<OpeningsOfDay>(`/api/openings${day ? `?day=${day}` : ''}`, signal), refetchInterval: 30_000 } as const;
}

/** The hall, asked again whenever the server says that something happened in it; the slow rhythm covers a broken line. */
export function useHall(tenderId: string) {
  const client = useQueryClient();
  const queryKey = ['opening', tenderId];
  useEffect(() => {
    const events = new EventSource(`/api/openings/${encodeURIComponent(tenderId)}/events`);
    events.addEventListener('hall', () => void client.invalidateQueries({ queryKey: ['opening', tenderId] }));
    return () => events.close();
  }, [client, tenderId]);
  return useQuery({ queryKey, queryFn: ({ signal }) => get<OpeningView>(`/api/openings/${encodeURIComponent(tenderId)}`, signal), refetchInterval: 20_000 });
}

export type OwnBids = { readonly bids: readonly { readonly lotId: string; readonly manifestHash: string; readonly version: number; readonly manifest: string }[] };

export function readOwnBids(tenderId: string): Promise<OwnBids> {
  return get<OwnBids>(`/api/openings/${encodeURIComponent(tenderId)}/mine`);
}
