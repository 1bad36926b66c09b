import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { BidProgress } from '#trade/bid/bid-agent.ts';
import type { BidLotView } from '#trade/bid/bid.views.ts';
import { depositFormTitles, totalOf } from '#trade/bid/price-sheet.ts';
import { openKeyFile } from '../../../ui/certificate-login.ts';
import { formatBytes } from '../../../ui/format.ts';
import { asProblem, ProblemError, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ProgressLine } from '../../../ui/progress-line.tsx';
import { sealInWorker } from '../../../ui/sealing/seal-in-worker.ts';
import { SignDialog, type StatementLine } from '../../../ui/sign-dialog.tsx';
import type { UnlockedKeys } from '#evidence/signature/key-file.ts';
import type { WorkingDraft } from './draft.ts';
import { planOf, submit } from './hand-in.ts';

type Stage = 'ready' | 'sealing' | 'submitting' | 'done';
const objectTitles: Readonly<Record<string, string>> = { price: '报价', 'seal-page': '签章页' };

/** One act: sign what it says, then encrypt, upload and hand in without another question. */
export function HandInStep({ draft, view, bidder }: { readonly draft: WorkingDraft; readonly view: BidLotView; readonly bidder: { readonly id: string; readonly name: string } }) {
  const queries = useQueryClient();
  const [reached, setStage] = useState<Stage>('ready');
  const [handedIn, setHandedIn] = useState<number | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [progress, setProgress] = useState<readonly BidProgress[]>([]);
  const [isLineDown, setLineDown] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<{ cancel(): void } | null>(null);
  useEffect(() => () => running.current?.cancel(), []);
  // What was handed in here and taken back since is done no longer: the next version begins at the beginning.
  const isTakenBack = reached === 'done' && view.bid?.status === 'withdrawn' && view.bid.version === handedIn;
  const stage = isTakenBack ? 'ready' : reached;
  useLeaveWarning(stage === 'sealing' || stage === 'submitting');

  async function sign(file: File, password: string): Promise<void> {
    const keys = await openKeyFile(file, password);
    if (keys.orgId !== bidder.id) throw new ProblemError({ code: 'bid.otherKey', title: '这把密钥不是本单位的', got: keys.orgId, want: bidder.id, remedy: '请选择本单位的密钥文件。' });
    setSigning(false);
    void handIn(keys);
  }

  async function handIn(keys: UnlockedKeys): Promise<void> {
    setProblem(null);
    setProgress([]);
    setStage('sealing');
    const version = view.nextVersion;
    try {
      const sealing = sealInWorker(await planOf(draft, view, keys, bidder.name), {
        onProgress: (news) => setProgress((all) => [...all.filter(({ object }) => object !== news.object), news]),
        onLine: (state) => setLineDown(state === 'down'),
      });
      running.current = sealing;
      const sealed = await sealing.done;
      setStage('submitting');
      await submit(sealed, draft, keys);
      setHandedIn(version);
      setStage('done');
      await queries.invalidateQueries({ queryKey: ['bid', view.lotId] });
    } catch (error) {
      setProblem(asProblem(error));
      setStage('ready');
      // What was refused may have been sealed for what no longer holds: a later deadline, another version.
      await queries.invalidateQueries({ queryKey: ['bid', view.lotId] });
    }
  }

  return (
    <>
      <p>签署之后，文件在本机加密、边加密边上传，传完自动递交。几百 MB 也不占内存；断网会等着接上，只要这一页开着就不用重来。</p>
      {view.bid?.status === 'submitted' && stage === 'ready' && <p className="hint">已有第 {view.bid.version} 版。新的一版递交成功之前，它一直有效。</p>}
      {view.bid?.status === 'withdrawn' && stage === 'ready' && <p className="hint">第 {view.bid.version} 版已撤回，不再开标。截止前可以重新递交。</p>}
      <div className="bid-progress">
        {!isTakenBack && progress.map((each) => <ProgressLine key={each.object} label={objectTitles[each.object] ?? each.object} done={each.doneBytes} total={each.totalBytes} state={each.doneBytes === each.totalBytes ? 'done' : 'running'} note={`${formatBytes(each.doneBytes)} / ${formatBytes(each.totalBytes)} 已加密并安全保存`} />)}
      </div>
      {isLineDown && <p className="hint" role="status">网络断了，正在等它恢复；已传的不会丢，恢复后从断处接着传。</p>}
      {stage === 'submitting' && <p role="status">全部传完，正在递交…</p>}
      {stage === 'done' && <p className="done-note" role="status">已递交，回执在上面。</p>}
      {problem && <ProblemAlert problem={problem} />}
      {stage === 'ready' && <button type="button" className="btn act" disabled={!view.can.includes('bid.submit')} onClick={() => setSigning(true)}>{view.bid?.status === 'submitted' ? '签署并替换' : '签署、加密并递交'}</button>}
      <SignDialog open={isSigning} title="签署投标文件" statement={statementOf(draft, view, bidder.name)} effect="签署后即加密、上传并递交；截止前可以替换或撤回。" onSign={sign} onCancel={() => setSigning(false)} />
    </>
  );
}

function statementOf(draft: WorkingDraft, view: BidLotView, bidderName: string): StatementLine[] {
  const total = totalOf(draft);
  return [
    { label: '项目', value: `${view.tenderName}\n${view.lotName}` },
    { label: '投标人', value: bidderName },
    { label: '投标报价', value: `${formatFen(total)}\n${capitalFen(total)}` },
    { label: '工期质量', value: `${draft.durationDays ?? ''} 日　${draft.quality}` },
    { label: '项目经理', value: `${draft.projectManager.name}　${draft.projectManager.certificate}` },
    { label: '保证金', value: draft.depositForm ? depositFormTitles[draft.depositForm] : '' },
    { label: '文件', value: draft.files.map(({ file }) => file.name).join('\n') },
    { label: '密封至', value: `${formatDeadline(view.document.bidDeadlineAt)}，投标截止的时刻；此前密钥保管方的代理都不解密` },
    { label: '承诺', value: '全部内容真实、合法，本单位对此负责。' },
  ];
}

/** Leaving now means to seal again: the keys of a sealed upload live in this page alone. */
function useLeaveWarning(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}
