import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { checkClocks, startClock } from '../ui/clock.ts';
import styles from '../ui/opening/hall.css?inline';
import { HallBoard } from '../ui/opening/hall-board.tsx';
import { ServerTime } from '../ui/server-time.tsx';

const pollMs = 10_000;

async function readAgain(tenderId: string): Promise<OpeningView | null> {
  const answer = await fetch(`/api/openings/${encodeURIComponent(tenderId)}`).catch(() => null);
  return answer?.ok ? ((await answer.json()) as OpeningView) : null;
}

/** The public hall, live: every event of the server brings the whole view, so a line that broke is whole again at once. */
function Hall({ first }: { readonly first: OpeningView }) {
  const [view, setView] = useState(first);
  useEffect(() => {
    const events = new EventSource(`/api/openings/${encodeURIComponent(first.tenderId)}/events`);
    const show = (next: OpeningView): void => {
      checkClocks(next.serverNow);
      setView(next);
    };
    events.addEventListener('hall', (event) => show(JSON.parse((event as MessageEvent<string>).data) as OpeningView));
    // A line that was refused, because too many are open, does not come back by itself: the view is then fetched now and again.
    const poll = setInterval(() => {
      if (events.readyState === EventSource.CLOSED) void readAgain(first.tenderId).then((next) => next && show(next));
    }, pollMs);
    return () => {
      events.close();
      clearInterval(poll);
    };
  }, [first.tenderId]);
  return <HallBoard view={view} />;
}

/** Served pages link only styles with a lasting name; what this script alone needs it brings along. */
const sheet = document.createElement('style');
sheet.textContent = styles;
document.head.append(sheet);

const place = document.getElementById('hall');
const seeds = document.getElementById('hall-view')?.textContent;
if (place && seeds) {
  const view = JSON.parse(seeds) as OpeningView;
  const clock = startClock(view.serverNow);
  createRoot(place).render(<ServerTime now={() => clock.now()}><Hall first={view} /></ServerTime>);
}
