import { useState } from 'react';
import { Hall } from './hall.tsx';
import { hallSample, hallSampleNames, type HallSampleName } from './samples.ts';
import './hall.css';

/** One hall of the gallery, as somebody would meet it; its clock stands still. */
export function HallScene({ name }: { readonly name: HallSampleName }) {
  const [{ view, state, now, isHostOnline }] = useState(() => hallSample(name));
  const done = async (): Promise<void> => undefined;
  return <main><Hall isWide view={view} state={state} now={() => now} room={{ watching: state.watching, isHostOnline }} acts={view.mine && { bid: () => undefined, bidAgain: () => undefined, goOn: done, offer: done, joinLottery: done }} onMissedSeen={() => undefined} /></main>;
}

/** The ways to them. */
export function HallScenes() {
  return <section className="card pad panel wide"><h2>竞价大厅</h2><p className="row-of">{hallSampleNames.map((name) => <a key={name} className="chip" href={`?hall=${name}`}>{hallSample(name).title}</a>)}</p></section>;
}

/** The hall that an address asks for with `?hall=`. */
export function sceneOf(search: string): HallSampleName | null {
  const asked = new URLSearchParams(search).get('hall');
  return hallSampleNames.find((name) => name === asked) ?? null;
}
