import { useState } from 'react';
import type { HallRow } from '#trade/auction/hall-view.types.ts';
import { receiptFile } from './receipt-file.ts';

/** Saves the receipt of an own bid: signed at once, and with its place in the log as soon as that has it. Anyone can check the file. */
export function OwnReceipt({ lotId, row: { result, version, logIndex } }: { readonly lotId: string; readonly row: HallRow }) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');

  async function save(): Promise<void> {
    setState('busy');
    try {
      const file = new Blob([await receiptFile(lotId, result, version)], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `报价回执-${lotId}-${result === 'accepted' ? '有效' : '未接受'}-${version}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
      setState('ready');
    } catch {
      setState('failed');
    }
  }

  const label = state === 'failed' ? '没有取到，再试' : logIndex === null ? '下载回执（日志稍后）' : '下载回执';
  return <button type="button" className="auction-receipt" disabled={state === 'busy'} onClick={() => void save()}>{label}</button>;
}
