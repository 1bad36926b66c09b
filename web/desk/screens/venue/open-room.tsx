import { Input, InputNumber, Radio } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '#service/venue/venue.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';

const blank = { name: '', purpose: 'opening' as Purpose, seats: 30, address: '' };

/** For the centre's venue manager: one more room to book. */
export function OpenRoom() {
  const [form, setForm] = useState(blank);
  const client = useQueryClient();
  const edit = (part: Partial<typeof blank>): void => setForm((before) => ({ ...before, ...part }));
  const missing = form.name.trim().length < 2 ? '请填写场地名称' : form.address.trim().length < 2 ? '请填写地址' : undefined;

  async function open(key: string): Promise<void> {
    await command('venue.open', { roomId: roomIdOf(key), ...form, name: form.name.trim(), address: form.address.trim() }, { idempotencyKey: key });
    setForm(blank);
    await client.invalidateQueries({ queryKey: ['venues'] });
  }

  return (
    <details className="card open-room">
      <summary>开放场地</summary>
      <div className="pad form-grid">
        <Field label="名称"><Input value={form.name} maxLength={50} placeholder="开标一室" onChange={(event) => edit({ name: event.target.value })} /></Field>
        <Field label="用途"><Radio.Group value={form.purpose} optionType="button" options={[{ value: 'opening', label: '开标' }, { value: 'evaluation', label: '评标' }]} onChange={(event) => edit({ purpose: event.target.value as Purpose })} /></Field>
        <Field label="座位"><InputNumber min={1} max={2000} precision={0} value={form.seats} onChange={(seats) => edit({ seats: seats ?? 1 })} /></Field>
        <Field label="地址"><Input value={form.address} maxLength={200} onChange={(event) => edit({ address: event.target.value })} /></Field>
        <div className="form-field wide"><CommandButton label="开放" run={open} {...(missing ? { disabledReason: missing } : {})} done="场地已开放，可以预约。" /></div>
      </div>
    </details>
  );
}

/** The room's id follows from the key of the act, so that a retry names the same room. */
function roomIdOf(key: string): string {
  return key.replaceAll('-', '').toLowerCase().slice(0, 16);
}
