import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatBeijing } from '#kernel/time/instant.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { Chip } from '../../../ui/chip.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { SignDialog } from '../../../ui/sign-dialog.tsx';
import { command } from '../../api.ts';
import type { MemberPanel, TenderBrief } from './panel.data.ts';
import { Withdrawal } from './withdrawal.tsx';

/** A member has reported: for the first time it sees the tender and the bidders, and says whether it may judge them. */
export function Declaration({ tender, panel, can }: { readonly tender: TenderBrief; readonly panel: MemberPanel; readonly can: readonly string[] }) {
  const [signing, setSigning] = useState(false);
  const client = useQueryClient();
  const { own, bidders, text, tenderId } = panel;
  const refresh = () => client.invalidateQueries({ queryKey: ['panel', tenderId] });

  async function sign(file: File, password: string): Promise<void> {
    if (!own) return;
    const content = { memberId: own.memberId, bidders: bidders.map(({ bidderId }) => bidderId), text };
    const signature = await signAct(await openKeyFile(file, password), 'panel.signAvoidance', { tenderId }, content);
    await command('panel.signAvoidance', { tenderId, ...content, signature });
    setSigning(false);
    await refresh();
  }

  return (
    <div className="two-columns">
      <section className="card">
        <div className="sec"><h2>投标人</h2><span className="muted small">{bidders.length} 家</span></div>
        <ul className="bidder-list">{bidders.map(({ bidderId, name }) => <li key={bidderId}>{name}<br /><small className="muted num">{bidderId}</small></li>)}</ul>
        <div className="sec"><h2>回避声明</h2></div>
        <p className="pad">{text}</p>
        <div className="pad">
          {own?.avoidanceSignedAt != null
            ? <Chip label={`已签署 ${formatBeijing(own.avoidanceSignedAt).slice(0, 16)}`} tone="ok" />
            : can.includes('panel.signAvoidance') && <button type="button" className="btn act" onClick={() => setSigning(true)}>签署回避声明</button>}
        </div>
      </section>
      <section className="card">
        <div className="sec"><h2>报到</h2></div>
        <p className="pad"><b>{formatBeijing(panel.reportAt).slice(0, 16)}</b><br />{panel.place}</p>
        {can.includes('panel.recuse') && <div className="pad"><Withdrawal tenderId={tenderId} onDone={refresh} /></div>}
        <div className="pad"><SecretSentence text="其他成员是谁，见面才知道；中标结果确定前，评审情况和名单不得外传。" /></div>
      </section>
      <SignDialog
        open={signing} title="签署回避声明" effect="签署后进入评标委员会；隐瞒应当回避的情形，评审结论无效并承担法律责任。" onSign={sign} onCancel={() => setSigning(false)}
        statement={[{ label: '项目', value: tender.name }, { label: '投标人', value: bidders.map(({ bidderId, name }) => `${name}（${bidderId}）`).join('\n') }, { label: '声明', value: text }]}
      />
    </div>
  );
}
