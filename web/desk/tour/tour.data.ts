import type { Instant } from '#kernel/time/instant.ts';
import type { TourChoices, TourView } from '#service/demo/tour.types.ts';
import { get } from '../api.ts';

/** Which tender the tour follows; before there is one: whose first registration from which instant on it will be. */
export type TourState = { readonly tenderId: string } | { readonly org: string; readonly since: Instant };

const stateName = 'ovoo-tour';
const shownName = 'ovoo-tour-shown';
const foldedName = 'ovoo-tour-folded';

export function readTour(): TourState | null {
  const text = sessionStorage.getItem(stateName);
  return text === null ? null : (JSON.parse(text) as TourState);
}

export function writeTour(state: TourState | null): void {
  if (state === null) sessionStorage.removeItem(stateName);
  else sessionStorage.setItem(stateName, JSON.stringify(state));
}

/** Whether the panel stands beside the screen; it stays so over changes of person. */
export function isTourShown(): boolean {
  return sessionStorage.getItem(shownName) === 'yes';
}

export function showTour(shown: boolean): void {
  sessionStorage.setItem(shownName, shown ? 'yes' : 'no');
}

/** On a phone the panel folds when one sets out for a screen, and stays so when that screen comes with a new person. */
export function isTourFolded(): boolean {
  return sessionStorage.getItem(foldedName) === 'yes';
}

export function foldTour(folded: boolean): void {
  sessionStorage.setItem(foldedName, folded ? 'yes' : 'no');
}

export function coversScreen(): boolean {
  return matchMedia('(max-width: 800px)').matches;
}

export const choicesQuery = { queryKey: ['demo', 'tour', 'choices'], queryFn: ({ signal }: { signal: AbortSignal }) => get<TourChoices>('/api/demo/tour/choices', signal) } as const;

const refreshMs = 4_000;

export function tourQuery(state: TourState) {
  const address = 'tenderId' in state ? `?tender=${encodeURIComponent(state.tenderId)}` : `?org=${encodeURIComponent(state.org)}&since=${state.since}`;
  return { queryKey: ['demo', 'tour', address], queryFn: ({ signal }: { signal: AbortSignal }) => get<TourView>(`/api/demo/tour${address}`, signal), refetchInterval: refreshMs } as const;
}

/** Begins with nothing: the first initiator of the demonstration will register a project. */
export async function beginAnew(): Promise<TourState> {
  const { steps, serverNow } = await get<TourView>('/api/demo/tour');
  return { org: steps[0]?.people[0]?.orgId ?? '', since: serverNow };
}
