import { Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { formatTime } from '../../../ui/format.ts';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';
import type { ProjectItem } from '../project/project.data.ts';
import { atTime, firstHour, lastHour, type ShownRoom } from './venue.data.ts';

const times = Array.from({ length: (lastHour - firstHour) * 2 + 1 }, (_, i) => `${String(firstHour + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`);

type Props = { readonly room: ShownRoom; readonly day: PlainDate; readonly tenders: readonly ProjectItem[]; readonly preferred: string | null; readonly onDone: () => void };

/** Books a room for a tender; a clash is said at once, and decided by the server. */
export function Book({ room, day, tenders, preferred, onDone }: Props) {
  const [tenderId, setTenderId] = useState<string | null>(preferred ?? tenders[0]?.tenderId ?? null);
  const [start, setStart] = useState('09:00');
  const [end, setEnd] = useState('11:00');
  const client = useQueryClient();
  const slot = { from: atTime(day, start), to: atTime(day, end) };
  const clash = room.bookings.find((booking) => booking.from < slot.to && slot.from < booking.to);
  const missing = tenderId === null ? '请先选择项目' : slot.from >= slot.to ? '结束要晚于开始' : clash ? `${formatTime(clash.from)}–${formatTime(clash.to)} 已被预约` : undefined;

  async function book(key: string): Promise<void> {
    await command('venue.book', { roomId: room.roomId, tenderId, ...slot }, { idempotencyKey: key });
    await client.invalidateQueries({ queryKey: ['venues'] });
    await client.invalidateQueries({ queryKey: ['projects'] });
    onDone();
  }

  return (
    <div className="book">
      <Field label="项目"><Select value={tenderId} options={tenders.map((item) => ({ value: item.tenderId, label: item.name }))} placeholder="选择项目" onChange={(value: string) => setTenderId(value)} /></Field>
      <Field label="开始"><Select value={start} options={times.slice(0, -1).map((value) => ({ value, label: value }))} onChange={(value: string) => setStart(value)} /></Field>
      <Field label="结束"><Select value={end} options={times.slice(1).map((value) => ({ value, label: value }))} onChange={(value: string) => setEnd(value)} /></Field>
      <CommandButton label={`预约${room.name}`} run={book} {...(missing ? { disabledReason: missing } : {})} />
    </div>
  );
}
