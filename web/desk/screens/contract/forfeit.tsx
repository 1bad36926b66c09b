import { useState } from 'react';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import type { FileMark } from '#trade/award/award.events.ts';
import type { Json } from '#kernel/json.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SignAct } from '../award/sign-act.tsx';
import { uploadFile } from '../project/project.data.ts';
import type { Row } from './deposits.screen.tsx';

/** Keeping a deposit: the grounds of the law, those that the record does not bear shut and said why; fact, papers, signature. */
export function ForfeitForm({ row, citation }: { readonly row: Row; readonly citation: string }) {
  const [ground, setGround] = useState('');
  const [explanation, setExplanation] = useState('');
  const [evidence, setEvidence] = useState<readonly FileMark[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = row.grounds.find(({ code }) => code === ground);
  const content = { bidderId: row.ref, ground, explanation: explanation.trim(), evidence };
  const missing = !chosen ? '选择法定情形' : explanation.trim().length < 10 ? '写明事实（不少于十个字）' : evidence.length === 0 ? '附上证明材料' : null;
  async function add(files: readonly File[]): Promise<void> {
    try {
      const stored = await Promise.all(files.map((file) => uploadFile(file)));
      setEvidence([...evidence, ...stored]);
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return (
    <div className="c-forfeit">
      <p className="small muted">{citation}。只有下列情形可以不予退还；记录不支持的不能选。投标人会看到情形、事实和材料。</p>
      <Grounds row={row} ground={ground} onChoose={setGround} />
      <label className="field">事实<textarea rows={3} value={explanation} onChange={(event) => setExplanation(event.target.value)} placeholder="何时、何事、如何催告" /></label>
      <FileDrop label="证明材料" hint="催告函、放弃声明、往来函件等" multiple files={evidence.map(({ name, sizeBytes }) => ({ name, size: sizeBytes }))} onFiles={(files) => void add(files)} />
      {problem && <ProblemAlert problem={problem} />}
      <SignAct
        label={`签署：不予退还 ${formatFen(BigInt(row.amountFen))}`} kind="act" act="deposit.forfeit" lotId={row.lotId} content={content as unknown as Json} body={content} title="不予退还投标保证金"
        effect="签署后告知投标人和监督部门，永久记录；不能再登记退还。"
        lines={[{ label: '投标人', value: row.bidderName }, { label: '金额', value: formatFen(BigInt(row.amountFen)) }, { label: '法定情形', value: chosen?.text ?? '' }, { label: '事实', value: explanation.trim() }, { label: '材料', value: evidence.map(({ name }) => name).join('\n') }]}
        {...(missing === null ? {} : { disabledReason: missing })}
      />
    </div>
  );
}

function Grounds({ row, ground, onChoose }: { readonly row: Row; readonly ground: string; readonly onChoose: (code: string) => void }) {
  return (
    <fieldset className="a-choice c-grounds"><legend className="sr">法定情形</legend>{row.grounds.map(({ code, text, open, why }) => (
      <label key={code} className={`${code === ground ? 'on' : ''}${open ? '' : ' shut'}`}>
        <input type="radio" name={`ground-${row.lotId}-${row.ref}`} disabled={!open} checked={code === ground} onChange={() => onChoose(code)} />
        <span><b>{text}</b><br /><span className="muted small">{open ? '✓ ' : '✗ '}{why}</span></span>
      </label>
    ))}</fieldset>
  );
}

/** What was kept and why, as bidder, initiator and department read it. */
export function Forfeited({ row, forfeited, citation }: { readonly row: Row; readonly forfeited: NonNullable<Row['forfeited']>; readonly citation: string }) {
  return (
    <div className="c-forfeit done">
      <p><b>不予退还：{forfeited.groundText}</b>　<span className="muted small">{formatBeijing(forfeited.at).slice(0, 16)}　{citation}</span></p>
      {forfeited.explanation !== null && <p>{forfeited.explanation}</p>}
      {forfeited.evidence.length > 0 && <p className="small">材料：{forfeited.evidence.map(({ sha256, name }) => <a key={sha256} href={`/api/files/${sha256}`} target="_blank" rel="noreferrer">{name}　</a>)}</p>}
      {row.part === 'bidder' && <p className="small muted">不服的，可以向招标人提出，或者在法定期限内向行政监督部门投诉（招标投标法实施条例 第六十条）。</p>}
    </div>
  );
}
