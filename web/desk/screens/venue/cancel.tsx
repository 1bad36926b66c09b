import { Input, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatTime } from '../../../ui/format.ts';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import type { Shown } from './venue.data.ts';

/** An own booking, and giving it up with a reason. */
export function CancelBooking({ roomId, booking }: { readonly roomId: string; readonly booking: Shown }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const client = useQueryClient();

  async function cancel(): Promise<void> {
    setProblem(null);
    try {
      await command('venue.cancel', { roomId, bookingId: booking.bookingId, tenderId: booking.tenderId, reason: reason.trim() });
      await client.invalidateQueries({ queryKey: ['venues'] });
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <div className="own-booking small">
      <span>{formatTime(booking.from)}–{formatTime(booking.to)}　{booking.tenderName}</span>
      <Popconfirm title="取消这个预约？" description={<Input value={reason} placeholder="原因" aria-label="取消的原因" onChange={(event) => setReason(event.target.value)} />} okText="取消预约" cancelText="保留" okButtonProps={{ disabled: reason.trim().length < 2 }} onConfirm={() => void cancel()}>
        <button type="button" className="btn ghost">取消预约</button>
      </Popconfirm>
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
