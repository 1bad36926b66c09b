import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BidLotView } from '#trade/bid/bid.views.ts';
import { openKeyFile } from '../../../ui/certificate-login.ts';
import { SignDialog } from '../../../ui/sign-dialog.tsx';
import { withdraw } from './hand-in.ts';
import { freshKey } from '../../../ui/fresh-key.ts';

/** 撤回: signed like everything that counts. */
export function WithdrawButton({ view }: { readonly view: BidLotView }) {
  const queries = useQueryClient();
  const [key, setKey] = useState<string | null>(null);
  if (!view.bid || !view.can.includes('bid.withdraw')) return null;

  async function sign(file: File, password: string): Promise<void> {
    await withdraw(view, await openKeyFile(file, password), key ?? freshKey());
    setKey(null);
    await queries.invalidateQueries({ queryKey: ['bid', view.lotId] });
  }

  return (
    <>
      <button type="button" className="btn ghost" onClick={() => setKey(freshKey())}>撤回投标文件</button>
      <SignDialog
        open={key !== null} title="撤回投标文件" effect="撤回后这一版不再开标；截止前还可以重新递交。" onSign={sign} onCancel={() => setKey(null)}
        statement={[{ label: '项目', value: `${view.tenderName}\n${view.lotName}` }, { label: '撤回', value: `第 ${view.bid.version} 版投标文件` }]}
      />
    </>
  );
}
