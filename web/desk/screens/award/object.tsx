import { useState } from 'react';
import { formatDeadline } from '#kernel/time/period.ts';
import { raiseContent } from '#trade/objection/objection.content.ts';
import { candidatesBasis, statesInterest } from '#trade/objection/objection.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { freshId, useObjections } from '../tender/data.ts';
import { Field, InterestField, Lines } from '../tender/fields.tsx';
import { SignedAct } from '../../signed-act.tsx';
import { useRefreshAll, type AwardView } from './award.data.ts';

/** 对评标结果的异议: while the candidates are public, and afterwards what was answered. */
export function ObjectToResult({ view }: { readonly view: AwardView }) {
  const { data } = useObjections(view.award.tenderId);
  const own = (data?.items ?? []).filter(({ target, lotId }) => target === 'candidates' && lotId === view.lotId);
  if (!view.mayObject && own.length === 0) return null;
  return (
    <section className="card no-print" aria-label="对评标结果的异议">
      <div className="sec"><h2>对评标结果的异议</h2>{view.mayObject && view.award.publicity && <DeadlineChip label="受理至" at={view.award.publicity.until} />}</div>
      <div className="pad">
        {own.map(({ objectionId, title, text, answer, replyBy }) => (
          <div key={objectionId} className="a-objection">
            <p><b>{title}</b> {answer ? <Chip label={answer.outcome === 'upheld' ? '成立' : '不成立'} tone={answer.outcome === 'upheld' ? 'act' : 'plain'} /> : <Chip label={`等待答复，至 ${formatDeadline(replyBy)}`} tone="sky" />}</p>
            <p className="small muted">{text}</p>
            {answer && <p className="small"><b>答复：</b>{answer.reply}</p>}
            {answer?.outcome === 'rejected' && <p className="small muted">对答复不服的，可以向{view.department.name}投诉（招标投标法实施条例 第六十条）。</p>}
          </div>
        ))}
        {view.mayObject && <Raise view={view} />}
      </div>
    </section>
  );
}

function Raise({ view }: { readonly view: AwardView }) {
  const refresh = useRefreshAll();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [interest, setInterest] = useState('');
  const [objectionId, setObjectionId] = useState(freshId);
  const { tenderId } = view.award;
  const isBidder = view.part === 'bidder';
  const content = { title: title.trim(), text: text.trim(), files: [], interest: isBidder ? null : interest.trim() };
  const missing = !isBidder && !statesInterest(interest) ? '先写明与本项目的利害关系（不少于十个字）' : content.title.length < 2 || content.text.length < 10 ? '先写明事项、事实和理由（不少于十个字）' : null;

  async function done(): Promise<void> {
    setObjectionId(freshId());
    setTitle('');
    setText('');
    setInterest('');
    await refresh();
  }

  return (
    <>
      <p className="small muted">招标投标法实施条例 第五十四条：公示期间提出，招标人三日内答复，答复前不能定标。</p>
      {!isBidder && <InterestField basis={candidatesBasis} lacks="没有在本标段投标" value={interest} onChange={setInterest} />}
      <Field label="事项"><input value={title} onChange={(event) => setTitle(event.target.value)} /></Field>
      <Field label="事实和理由"><Lines value={text} onChange={setText} /></Field>
      <SignedAct
        label="签署并提出…" kind="ghost" title="签署异议" effect="提出后暂停定标，直到招标人答复。" act="award.object" subject={{ tenderId, lotId: view.lotId, objectionId }}
        content={raiseContent(content)} body={{ lotId: view.lotId, objectionId, ...content }} onDone={done}
        statement={[{ label: '项目', value: `${view.tenderName} ${view.lotName}` }, ...(isBidder ? [] : [{ label: '利害关系', value: interest.trim() }]), { label: '事项', value: content.title }, { label: '事实和理由', value: content.text }]}
        {...(missing === null ? {} : { disabledReason: missing })}
      />
      <SecretSentence text={isBidder ? '招标人和监督部门知道是你提的，公布时隐去提出人。' : '招标人和监督部门知道是你提的，也看得到利害关系；公布时一并隐去。'} />
    </>
  );
}
