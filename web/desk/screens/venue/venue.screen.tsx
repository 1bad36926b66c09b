import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { addDays, ofInstant, parsePlainDate, weekday, type PlainDate } from '#kernel/time/plain-date.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatTime } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { sessionQuery } from '../../session.ts';
import { projectsQuery, type Holder } from '../project/project.data.ts';
import { Book } from './book.tsx';
import { CancelBooking } from './cancel.tsx';
import { OpenRoom } from './open-room.tsx';
import { calendarQuery, firstHour, lastHour, placeOf, type ShownRoom } from './venue.data.ts';
import '../project/project.css';
import './venue.css';

const weekdays = '一二三四五六日';
const daysAhead = 60;

/** 场地: what a centre's rooms are taken by on one day; blank time can be booked. */
export function Screen() {
  const [search, setSearch] = useSearchParams();
  const { data: session } = useQuery(sessionQuery);
  const projects = useQuery(projectsQuery).data;
  const today = ofInstant(useServerTime(60_000));
  const [day, setDay] = useState<PlainDate>(() => dayAsked(search.get('day'), today) ?? addDays(today, 1));
  const [chosen, setChosen] = useState<string | null>(null);
  const centres = centresOf(projects?.items ?? [], session?.role === 'serve.venue' && session.organisation.id ? { orgId: session.organisation.id, name: session.organisation.name } : null);
  const centre = search.get('centre') ?? centres[0]?.orgId ?? '';
  const { data, error } = useQuery(calendarQuery(centre, day));
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  const tenders = (projects?.items ?? []).filter((item) => item.centre.orgId === centre && (item.status === 'registered' || item.status === 'published'));
  return (
    <>
      <h1>场地</h1>
      <div className="tools">
        <Select aria-label="交易中心" value={centre || null} placeholder="交易中心" options={centres.map((each) => ({ value: each.orgId, label: each.name }))} onChange={(orgId: string) => setSearch({ centre: orgId })} />
        <span className="day-steps">
          <button type="button" className="btn ghost" disabled={day <= today} onClick={() => setDay(addDays(day, -1))} aria-label="前一天">‹</button>
          <Select aria-label="日期" showSearch value={day} options={Array.from({ length: daysAhead }, (_, i) => addDays(today, i)).map((each) => ({ value: each, label: `${each}　周${weekdays[weekday(each) - 1]}` }))} onChange={(value: PlainDate) => setDay(value)} />
          <button type="button" className="btn ghost" onClick={() => setDay(addDays(day, 1))} aria-label="后一天">›</button>
        </span>
      </div>
      {data?.can.includes('venue.open') && <OpenRoom />}
      {centre === '' && <EmptyState title="还没有可预约的场地" text="登记项目之后，可以预约它所在中心的场地。" />}
      {data && data.rooms.length === 0 && <EmptyState title="这个中心还没有开放场地" text="请联系中心的场地管理人员。" />}
      {data && data.rooms.length > 0 && (
        <section className="card rooms" aria-label={`${day} 场地占用`}>
          <div className="room head" aria-hidden="true"><span /><span className="hours">{hours().map((hour) => <i key={hour}>{hour}</i>)}</span></div>
          {data.rooms.map((room) => <RoomRow key={room.roomId} room={room} day={day} chosen={chosen === room.roomId} onChoose={data.can.includes('venue.book') ? () => setChosen(chosen === room.roomId ? null : room.roomId) : null}>
            {chosen === room.roomId && <Book room={room} day={day} tenders={tenders} preferred={search.get('tender')} onDone={() => setChosen(null)} />}
          </RoomRow>)}
        </section>
      )}
    </>
  );
}

/** The day that a link asked for, if rooms can still be booked on it. */
function dayAsked(text: string | null, today: PlainDate): PlainDate | null {
  const day = text === null ? null : parsePlainDate(text);
  return day?.ok && day.value >= today && day.value < addDays(today, daysAhead) ? day.value : null;
}

type RowProps = { readonly room: ShownRoom; readonly day: PlainDate; readonly chosen: boolean; readonly onChoose: (() => void) | null; readonly children: ReactNode };

function RoomRow({ room, day, chosen, onChoose, children }: RowProps) {
  const own = room.bookings.filter((booking) => booking.mine);
  return (
    <div className={`room${chosen ? ' chosen' : ''}`}>
      <div className="room-name"><b>{room.name}</b><small className="muted">{room.purpose === 'opening' ? '开标室' : '评标室'} · {room.seats} 座 · {room.address}</small></div>
      <div className="day-line" role="list" aria-label={`${room.name}的预约`}>
        {room.bookings.map((booking) => {
          const [left, right] = [placeOf(booking.from, day), placeOf(booking.to, day)];
          const words = `${formatTime(booking.from)}–${formatTime(booking.to)} ${booking.tenderName ?? '已占用'}`;
          return <span key={booking.from} role="listitem" className={`taken${booking.mine ? ' mine' : ''}`} style={{ left: `${left}%`, width: `${right - left}%` }} title={words}>{words}</span>;
        })}
      </div>
      {onChoose && <button type="button" className="btn ghost" aria-expanded={chosen} onClick={onChoose}>{chosen ? '收起' : '预约'}</button>}
      {own.map((booking) => <CancelBooking key={booking.bookingId} roomId={room.roomId} booking={booking} />)}
      {children}
    </div>
  );
}

function hours(): number[] {
  return Array.from({ length: lastHour - firstHour }, (_, i) => firstHour + i);
}

function centresOf(items: readonly { readonly centre: Holder }[], own: Holder | null): Holder[] {
  const found = new Map([...(own ? [own] : []), ...items.map((item) => item.centre)].map((centre) => [centre.orgId, centre]));
  return [...found.values()];
}
