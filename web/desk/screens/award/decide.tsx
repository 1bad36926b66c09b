import { useState } from 'react';
import { awardMethodText } from '#rules/construction/award-method.ts';
import { formatFen } from '#kernel/money.ts';
import { formatPoints } from '#kernel/points.ts';
import type { FileMark, PassedOver } from '#trade/award/award.events.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { uploadFile } from '../project/project.data.ts';
import type { AwardView } from './award.data.ts';
import { SignAct } from './sign-act.tsx';

type Passing = { readonly ground: string; readonly explanation: string; readonly evidence: readonly FileMark[] };
const nothing: Passing = { ground: '', explanation: '', evidence: [] };

/** By the document's method: the first candidate, or another with a lawful ground for each who stands before; or a choice with its recorded process. */
export function Decide({ view }: { readonly view: AwardView }) {
  const { method, winner: former } = view.award;
  const candidates = view.award.candidates.filter((candidate) => candidate.bidderId !== former?.bidderId);
  const [bidderId, setBidderId] = useState(method === 'separate' ? '' : (candidates[0]?.bidderId ?? ''));
  const [reason, setReason] = useState('');
  const [passing, setPassing] = useState<Readonly<Record<string, Passing>>>({});
  const chosen = candidates.find((candidate) => candidate.bidderId === bidderId);
  const before = view.award.candidates.filter((candidate) => chosen && (candidate.bidderId === former?.bidderId || (method !== 'separate' && candidate.rank < chosen.rank)));
  const passedOver: PassedOver[] = before.map((candidate) => ({ bidderId: candidate.bidderId, ...(passing[candidate.bidderId] ?? nothing) }));
  const content = { bidderId, reason: reason.trim(), passedOver };
  const missing = !chosen ? '选择一名候选人' : passedOver.some((each) => each.ground === '' || each.evidence.length === 0 || each.explanation.trim().length < 10) ? '写明越过每一名候选人的法定情形并附材料'
    : method === 'separate' && reason.trim().length < 20 ? '写明定标过程和理由（不少于二十个字）' : null;
  return (
    <section className="card">
      <div className="sec"><h2>定标</h2><span className="muted small">招标文件载明：{awardMethodText(method)}</span></div>
      <div className="pad">
        <fieldset className="a-choice"><legend className="sr">中标人</legend>{candidates.map((candidate) => (
          <label key={candidate.bidderId} className={candidate.bidderId === bidderId ? 'on' : ''}>
            <input type="radio" name="winner" checked={candidate.bidderId === bidderId} onChange={() => setBidderId(candidate.bidderId)} />
            <span><b>{candidate.rank}. {candidate.name}</b><br /><span className="muted small">{formatFen(BigInt(candidate.priceFen))} · {formatPoints(candidate.totalScore)} 分</span></span>
          </label>
        ))}</fieldset>
        {before.map((candidate) => (
          <PassForm key={candidate.bidderId} name={candidate.name} grounds={view.passGrounds} value={passing[candidate.bidderId] ?? nothing} onChange={(value) => setPassing({ ...passing, [candidate.bidderId]: value })} />
        ))}
        <label className="field">{method === 'separate' ? '定标过程和理由' : '说明（可不填）'}<textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} /></label>
        <SignAct
          label="签署定标" kind="act" act="award.decide" lotId={view.lotId} content={content} body={content} title="确定中标人" effect="签署后公开，并由监督部门查阅；十五日内须提交书面报告。"
          lines={[{ label: '中标人', value: chosen ? `${chosen.name}　${formatFen(BigInt(chosen.priceFen))}` : '' }, ...before.map((candidate) => ({ label: `越过 ${candidate.rank}`, value: `${candidate.name}：${passing[candidate.bidderId]?.explanation ?? ''}` })), ...(reason.trim() ? [{ label: '理由', value: reason.trim() }] : [])]}
          {...(missing === null ? {} : { disabledReason: missing })}
        />
      </div>
    </section>
  );
}

type PassFormProps = { readonly name: string; readonly grounds: AwardView['passGrounds']; readonly value: Passing; readonly onChange: (value: Passing) => void };

function PassForm({ name, grounds, value, onChange }: PassFormProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  async function add(files: readonly File[]): Promise<void> {
    try {
      const stored = await Promise.all(files.map((file) => uploadFile(file)));
      onChange({ ...value, evidence: [...value.evidence, ...stored] });
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return (
    <div className="a-pass">
      <h3>为什么越过“{name}”</h3>
      <p className="small muted">条例第五十五条：只有这些情形可以依次递补。</p>
      <label className="field">情形<select value={value.ground} onChange={(event) => onChange({ ...value, ground: event.target.value })}><option value="">请选择</option>{grounds.map(({ code, text }) => <option key={code} value={code}>{text}</option>)}</select></label>
      <label className="field">事实<textarea rows={2} value={value.explanation} onChange={(event) => onChange({ ...value, explanation: event.target.value })} /></label>
      <FileDrop label="证明材料" hint="放弃函、不可抗力证明、处理决定等" multiple files={value.evidence.map((file) => ({ name: file.name, size: file.sizeBytes }))} onFiles={(files) => void add(files)} />
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
