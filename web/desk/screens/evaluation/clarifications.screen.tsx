import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Clarification } from '#trade/evaluation/evaluation.types.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { DeadlineCard } from '../../../ui/deadline.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SignDialog } from '../../../ui/sign-dialog.tsx';
import { command, get } from '../../api.ts';
import './evaluation.css';

type Item = Omit<Clarification, 'memberId' | 'bidderId'> & { readonly can: readonly string[] };
type View = { readonly lotId: string; readonly tenderId: string; readonly tenderName: string; readonly items: readonly Item[] };

/** What the panel asks of this bidder, and the signed answer. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data, error } = useQuery({ queryKey: ['clarifications', lotId], queryFn: ({ signal }) => get<View>(`/api/evaluation/${lotId}/clarifications`, signal), refetchInterval: 10_000 });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>评标澄清</h1>
      <p className="muted">{data.tenderName}。只能说明投标文件中的内容，不得改变价格、工期、质量等实质性内容（招标投标法实施条例 第五十二条）。</p>
      {data.items.map((item) => <Question key={item.clarificationId} view={data} item={item} />)}
    </>
  );
}

function Question({ view, item }: { readonly view: View; readonly item: Item }) {
  const [text, setText] = useState('');
  const [accepts, setAccepts] = useState<boolean | null>(null);
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const isReady = text.trim() !== '' && (item.correctedFen === null || accepts !== null);

  async function sign(file: File, password: string): Promise<void> {
    const content = { clarificationId: item.clarificationId, text: text.trim(), acceptsCorrection: accepts };
    const signature = await signAct(await openKeyFile(file, password), 'evaluation.answerClarification', { tenderId: view.tenderId, lotId: view.lotId }, content);
    await command('evaluation.answerClarification', { lotId: view.lotId, ...content, changesNothing: true, signature });
    await client.invalidateQueries({ queryKey: ['clarifications', view.lotId] });
    setOpen(false);
  }

  return (
    <article className="card proposal">
      <h2>{item.question}</h2>
      {item.correctedFen !== null && <p>评标委员会按算术结果修正的价格：<b>{formatFen(BigInt(item.correctedFen))}</b></p>}
      {item.answer && <p className="done-note">已于 {formatBeijing(item.answer.at)} 答复：{item.answer.text}</p>}
      {item.lapsed && <p className="muted">答复时限 {formatDeadline(item.answerBy)} 已过。</p>}
      {item.can.length > 0 && (
        <>
          <DeadlineCard label="答复截止" at={item.answerBy} state="open" />
          <label className="field">答复<textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} /></label>
          {item.correctedFen !== null && <p className="row"><label><input type="radio" checked={accepts === true} onChange={() => setAccepts(true)} /> 接受修正价格</label><label><input type="radio" checked={accepts === false} onChange={() => setAccepts(false)} /> 不接受</label></p>}
          <button type="button" className="btn" disabled={!isReady} onClick={() => setOpen(true)}>签署并答复</button>
          <SignDialog open={open} title="答复澄清" effect="签署即确认答复没有超出投标文件的范围，也没有改变其实质性内容。" statement={[{ label: '问题', value: item.question }, { label: '答复', value: text.trim() }]} onSign={sign} onCancel={() => setOpen(false)} />
        </>
      )}
    </article>
  );
}
