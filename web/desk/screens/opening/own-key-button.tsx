import { Modal } from 'antd';
import { useState } from 'react';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { DemoKeyButton } from '../../../ui/demo-key.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { readOwnBids } from './hall.data.ts';
import { ownKeysOf } from './own-keys.ts';

/** 用本单位证书解密: the second way, when key holders stay away. Only the key of this bid leaves the machine. */
export function OwnKeyButton({ view, onDone }: { readonly view: OpeningView; readonly onDone: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function decrypt(): Promise<void> {
    if (!key || password === '' || pending) return;
    setPending(true);
    setProblem(null);
    try {
      const lacking = new Set(view.lots.flatMap((lot) => lot.bids.filter((bid) => bid.bidderId === view.ownBidderId && !bid.byBidder && bid.released.length < view.k).map(() => lot.lotId)));
      const keys = await ownKeysOf(await readOwnBids(view.tenderId), key, password);
      for (const each of keys.filter(({ lotId }) => lacking.has(lotId))) await command('opening.releaseByBidder', each);
      setOpen(false);
      await onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPassword('');
      setPending(false);
    }
  }

  return (
    <div className="command">
      <button type="button" className="btn act" onClick={() => setOpen(true)}>用本单位证书解密</button>
      <span className="reason small muted">保管方份额未齐，可以自己打开</span>
      <Modal open={open} title="用本单位证书解密" onCancel={() => setOpen(false)} onOk={() => void decrypt()} okText="解密" cancelText="先等等" confirmLoading={pending} okButtonProps={{ disabled: !key || password === '' }} mask={{ closable: false }} destroyOnHidden>
        <p>选择递交这份投标文件时所用证书的密钥文件。私钥只在本机使用，交给平台的只是这份投标文件自己的密钥；报价仍与其他投标人的一起公布。</p>
        <DemoKeyButton onKey={({ file, password: given }) => {
          setKey(file);
          setPassword(given);
        }} />
        <FileDrop label="密钥文件" hint="只在本机使用，不会上传" files={key ? [key] : []} onFiles={([file]) => setKey(file ?? null)} />
        <label className="field">密钥口令<input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && void decrypt()} /></label>
        {problem && <ProblemAlert problem={problem} />}
      </Modal>
    </div>
  );
}
