import { useEffect, useRef, useState } from 'react';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { useTimeLeft } from './countdown.tsx';
import { happeningOf } from './happenings.ts';
import type { Sound } from './sound.ts';

/** Says what happens to whoever does not see it, politely; and sounds, where that is wanted. */
export function Announcer({ view, sound }: { readonly view: HallView; readonly sound: Sound }) {
  const before = useRef(view);
  const [said, say] = useState('');
  const last = useLastSeconds(view);
  useEffect(() => {
    const happening = happeningOf(before.current, view);
    before.current = view;
    if (!happening) return;
    say(happening.text);
    if (happening.tone) sound.play(happening.tone);
  }, [view, sound]);
  useEffect(() => {
    if (last === null) return;
    if (last === 10 || last === 5) say(`还剩 ${last} 秒`);
    if (last <= 5 && last > 0) sound.play('last');
  }, [last, sound]);
  return <div className="sr" role="status" aria-live="polite">{said}</div>;
}

/** The last ten seconds, counted; null before and after. */
function useLastSeconds(view: HallView): number | null {
  const left = useTimeLeft(view);
  return left?.isLast && !left.isOver ? Math.ceil(left.micros / 1_000_000) : null;
}
