import { useEffect, useMemo, useRef, useState } from 'react';
import type { Tone } from './happenings.ts';

export type Sound = { readonly isOn: boolean; readonly toggle: () => void; readonly play: (tone: Tone | 'last') => void };

const keptAs = 'ovoo-hall-sound';

/** Frequency and length of each note, in Hz and seconds. */
const notes: { readonly [T in Tone | 'last']: readonly (readonly [hz: number, seconds: number])[] } = {
  price: [[660, 0.07]], outbid: [[520, 0.12], [390, 0.2]], turn: [[520, 0.1], [660, 0.1], [780, 0.16]], end: [[440, 0.3]], last: [[880, 0.05]],
};

/** Tones are off until somebody wants them; the browser remembers that. */
export function useSound(): Sound {
  const [isOn, setOn] = useState(wasOn);
  const audio = useRef<AudioContext | null>(null);
  useEffect(() => () => void audio.current?.close(), []);
  return useMemo(() => {
    function play(tone: Tone | 'last'): void {
      if (!isOn || typeof AudioContext === 'undefined') return;
      audio.current ??= new AudioContext();
      const context = audio.current;
      // A browser lets nothing sound before the first press on the page.
      if (context.state === 'suspended') void context.resume();
      let at = context.currentTime;
      for (const [hz, seconds] of notes[tone]) {
        sound(context, { hz, at, seconds });
        at += seconds;
      }
    }
    function toggle(): void {
      keep(!isOn);
      setOn(!isOn);
    }
    return { isOn, play, toggle };
  }, [isOn]);
}

function sound(context: AudioContext, { hz, at, seconds }: { readonly hz: number; readonly at: number; readonly seconds: number }): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = hz;
  volume.gain.setValueAtTime(0.16, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}

function wasOn(): boolean {
  try {
    return localStorage.getItem(keptAs) === 'on';
  } catch {
    return false;
  }
}

/** Where nothing is kept, as in some private windows, it holds for this page. */
function keep(isOn: boolean): void {
  try {
    localStorage.setItem(keptAs, isOn ? 'on' : 'off');
  } catch {
    return;
  }
}
