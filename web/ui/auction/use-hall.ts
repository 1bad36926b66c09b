import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Instant } from '#kernel/time/instant.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { hallLine, type HallLine } from './hall-line.ts';
import type { HallState } from './hall-state.ts';
import { browserDeps, hallStore } from './hall-store.ts';

export type LiveHall = {
  readonly state: HallState;
  readonly now: () => Instant;
  readonly bid: (priceFen: string) => void;
  readonly bidAgain: () => void;
  readonly readAgain: () => void;
  readonly missedSeen: () => void;
};

/**
 * The hall of a lot, live, for as long as the page stands. `first` is a view the page came with, made at `firstNow`;
 * without one nothing is known until the line stands.
 */
export function useHall(lotId: string, first: { readonly view: HallView; readonly now: Instant } | null = null): LiveHall {
  const [store] = useState(() => hallStore(first));
  const line = useRef<HallLine | null>(null);
  const state = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    const opened = hallLine(browserDeps(lotId), store.tell, store.get);
    line.current = opened;
    const wake = (): void => document.visibilityState === 'visible' ? opened.wake() : undefined;
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      opened.close();
      line.current = null;
    };
  }, [lotId, store]);
  return useMemo(() => ({
    state,
    now: store.now,
    bid: (priceFen) => line.current?.bid(priceFen, store.now()),
    bidAgain: () => line.current?.bidAgain(store.now()),
    readAgain: () => line.current?.readAgain(),
    missedSeen: () => store.tell({ t: 'missedSeen' }),
  }), [state, store]);
}
