import { useState, type ReactNode } from 'react';
import { getRule } from '#rules/pack.ts';
import { terminationGrounds } from '#rules/construction/termination.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { terminateContent } from '#trade/tender/tender.termination.ts';
import type { Termination } from '#trade/tender/tender.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { TenderView } from './data.ts';
import { Field, Lines } from './fields.tsx';
import { SignButton } from './sign-button.tsx';

const explanationMin = 20;

/** 终止招标: shut until it is asked for, for it cannot be taken back. */
export function TerminateCard({ tender }: { readonly tender: TenderView }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-label="终止招标"><div className="sec"><h2>终止招标</h2></div>
      <div className="t-terminate" style={{ padding: '0 20px 18px' }}>
        <p className="small muted">招标公告发布以后不得擅自终止。确有列明情形的，投标截止以前可以终止；终止后不能恢复，只能重新招标。</p>
        <button type="button" className="btn ghost" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? '先不终止' : '终止招标…'}</button>
        {open && <TerminateForm tender={tender} />}
      </div>
    </section>
  );
}

function TerminateForm({ tender }: { readonly tender: TenderView }) {
  const [ground, setGround] = useState('');
  const [explanation, setExplanation] = useState('');
  const pack = packOf(tender);
  const grounds = terminationGrounds(pack);
  const chosen = grounds.find(({ code }) => code === ground);
  const content = { ground, explanation: explanation.trim() };
  const missing = !chosen ? '先选择终止的情形' : content.explanation.length < explanationMin ? `写明事实和经过（不少于 ${explanationMin} 个字）` : null;
  return (
    <>
      <Field label="终止的情形" wide>
        <select value={ground} onChange={(event) => setGround(event.target.value)}>
          <option value="">请选择</option>
          {grounds.map(({ code, text }) => <option key={code} value={code}>{text}</option>)}
        </select>
      </Field>
      <p className="small">所列情形 <Chip label="待核实" tone="act" /> <span className="muted">{getRule(pack, 'eng.terminate.grounds').note}</span></p>
      <Field label="事实和经过（公开）" wide hint="写明何时、何事、依据什么文件。不写任何潜在投标人、异议人的名称。"><Lines value={explanation} onChange={setExplanation} /></Field>
      <ul className="small muted t-after">
        <li>立即公告，平台通知每个获取过招标文件的单位；谁获取过、有几家，你仍然看不到。</li>
        <li>不再接收投标，不截止、不开标；收到的投标文件永远密封，谁也打不开。</li>
        <li>收到的投标保证金按缴费码列入台账，连同银行同期存款利息退还（{getRule(pack, 'eng.terminate').citation}）；是谁交的，你看不到。招标文件免费，没有费用要退。</li>
        <li>已约的场地退还，已抽取的评标委员会解散。</li>
      </ul>
      <SignButton
        label="签署并公告终止…" kind="act" title="签署终止招标公告" effect="签署后立即公告，不能撤回；已递交的投标文件永远打不开。"
        act="tender.terminate" subject={{ tenderId: tender.tenderId }} content={terminateContent(content)} body={{ tenderId: tender.tenderId, ...content }}
        statement={[{ label: '项目', value: tender.name }, { label: '终止的情形', value: chosen?.text ?? '' }, { label: '事实和经过', value: content.explanation }]}
        {...(missing === null ? {} : { disabledReason: missing })}
      />
    </>
  );
}

/** In the place of the clock that no longer runs. */
export function NoDeadline() {
  return <section className="card deadline" aria-label="投标截止并开标"><p><b>招标已终止</b></p><p className="small muted">不再截止，也不开标。</p></section>;
}

/** The termination as everyone may read it. */
export function TerminationNotice({ termination, unread = false, children }: { readonly termination: Termination; readonly unread?: boolean; readonly children?: ReactNode }) {
  const { at, ground, explanation, article } = termination;
  return (
    <article className={`t-talk${unread ? ' t-unread' : ''}`}>
      <b>招标终止</b> <span className="muted small">{formatDeadline(at)}</span> {unread && <Chip label="未读" tone="act" />}
      <p>{ground.text}。</p>
      <blockquote>{explanation}</blockquote>
      <p className="small muted">不再接收投标，也不开标；收到的投标文件永远密封。投标保证金连同银行同期存款利息退还（{article}）。</p>
      {children}
    </article>
  );
}
