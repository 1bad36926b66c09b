import './auction.css';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { instant } from '#kernel/time/instant.ts';
import { happeningOf } from '../ui/auction/happenings.ts';
import { hallLine } from '../ui/auction/hall-line.ts';
import { browserDeps, hallStore } from '../ui/auction/hall-store.ts';
import { checkClocks } from '../ui/clock.ts';
import { auctionParts, partNames } from './auction-parts.ts';

const tickMs = 200;

/** Keeps the public hall live: the same parts as the server wrote, each written anew when it has become different. */
function watch(first: HallView, firstNow: number): void {
  const store = hallStore({ view: first, now: instant(firstNow) });
  const places = new Map(partNames.map((name) => [name, document.querySelector<HTMLElement>(`[data-part="${name}"]`)]));
  const shown = new Map<string, string>();
  const voice = document.querySelector('[data-say]');
  let before = first;

  function show(): void {
    const state = store.get();
    const { view } = state;
    if (!view) return;
    const parts = auctionParts(view, store.now(), state);
    for (const name of partNames) {
      const place = places.get(name);
      const { markup } = parts[name];
      if (!place || shown.get(name) === markup) continue;
      shown.set(name, markup);
      place.innerHTML = markup;
    }
  }

  store.subscribe(() => {
    const { view } = store.get();
    if (view && view !== before) {
      const happening = happeningOf(before, view);
      before = view;
      if (happening && voice) voice.textContent = happening.text;
      checkClocks(store.now());
    }
    show();
  });
  const line = hallLine(browserDeps(first.lotId), store.tell, store.get);
  document.querySelector('#auction')?.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-seen]')) store.tell({ t: 'missedSeen' });
  });
  const wake = (): void => (document.visibilityState === 'visible' ? line.wake() : undefined);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pagehide', () => line.close());
  setInterval(show, tickMs);
}

const seeds = document.querySelector('#auction-view')?.textContent;
if (seeds) watch(JSON.parse(seeds) as HallView, Number(document.querySelector<HTMLMetaElement>('meta[name="server-now"]')?.content));
