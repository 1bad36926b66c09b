import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { onClockJump } from './clock.ts';

/** Gives the legal time now; the desk gives the server's clock, the gallery a fixed instant. */
export type NowSource = () => Instant;

const NowContext = createContext<NowSource | null>(null);

export function ServerTime({ now, children }: { readonly now: NowSource; readonly children: ReactNode }) {
  return <NowContext value={now}>{children}</NowContext>;
}

/** Server time, renewed every `everyMs`; stands under `ServerTime`. */
export function useServerTime(everyMs = 1000): Instant {
  const now = useContext(NowContext);
  if (!now) throw new Error('useServerTime stands outside of ServerTime');
  const [value, setValue] = useState(now);
  useEffect(() => {
    setValue(now());
    const timer = setInterval(() => setValue(now()), everyMs);
    const stop = onClockJump(() => setValue(now()));
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [now, everyMs]);
  return value;
}

export function ServerClock() {
  const [day, time] = formatBeijing(useServerTime()).split(' ');
  return <time className="num"><span className="wide-only">{day} </span>{time}</time>;
}
