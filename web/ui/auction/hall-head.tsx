import { formatMoment } from './figures.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { useServerTime } from '../server-time.tsx';
import { Chip } from '../chip.tsx';
import { statusChip } from './stage-words.ts';
import type { Sound } from './sound.ts';

/** Who is there, as far as the hall tells; what it does not tell is null. */
export type Room = { readonly watching: number | null; readonly isHostOnline: boolean | null };

export function HallHead({ view, room, sound }: { readonly view: HallView; readonly room: Room; readonly sound: Sound }) {
  return (
    <header className="auction-head night">
      <div>
        <b>竞价大厅</b>
        <h1>{view.title}</h1>
        <Chip {...statusChip(view)} />
        <span className="room">
          {room.isHostOnline !== null && <span>{room.isHostOnline ? '主持人在线' : '主持人离线'}</span>}
          {room.watching !== null && <span>围观 <span className="num">{String(room.watching).replace(/\B(?=(\d{3})+$)/g, ',')}</span></span>}
          <Time />
        </span>
        <button type="button" className="sound" aria-pressed={sound.isOn} onClick={sound.toggle}><SoundMark isOn={sound.isOn} /><span>{sound.isOn ? '声音开' : '声音关'}</span></button>
      </div>
    </header>
  );
}

function Time() {
  return <time className="num"><span className="wide-only">服务器时间 </span>{formatMoment(useServerTime(100)).slice(0, 10)}</time>;
}

function SoundMark({ isOn }: { readonly isOn: boolean }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3 8v4h3l4 3.5v-11L6 8z" fill="currentColor" stroke="none" />
      {isOn ? <path d="M13 7.5a3.5 3.5 0 0 1 0 5M15.5 5a7 7 0 0 1 0 10" /> : <path d="m13 8 4 4m0-4-4 4" />}
    </svg>
  );
}
