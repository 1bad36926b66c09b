import { useState } from 'react';
import { objectionToDocumentBy } from '#rules/construction/deadlines.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { raiseContent } from '#trade/objection/objection.content.ts';
import { documentBasis, statesInterest } from '#trade/objection/objection.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { command } from '../../api.ts';
import { freshId, useInquiries, useObjections, useRefresh, type TenderView } from './data.ts';
import { Field, InterestField, Lines } from './fields.tsx';
import { AmendmentCard, BidDeadline, TenderPage } from './parts.tsx';
import { SignButton } from './sign-button.tsx';
import { TerminationNotice } from './termination.tsx';

/** 招标文件 of one tender: take it, read it, ask, object, each with its clock. */
export function Screen() {
  return <TenderPage title="招标文件" back="/desk/documents">{(tender) => <Document tender={tender} />}</TenderPage>;
}

function Document({ tender }: { readonly tender: TenderView }) {
  return (
    <div className="t-grid">
      <div>
        {tender.termination && <section className="card" aria-label="终止招标"><TerminationNotice termination={tender.termination} /></section>}
        {tender.suspension && <p className="problem-box">{tender.suspension.by}责令暂停：{tender.suspension.reason}</p>}
        {tender.openObjections.length > 0 && !tender.termination && <p className="hint">有异议正在答复，答复前不截止、不开标；投标文件照常可以编制和递交。</p>}
        {tender.amendments.length > 0 && <section className="card" aria-label="澄清与修改"><div className="sec"><h2>澄清与修改</h2></div>{tender.amendments.toReversed().map((amendment) => <AmendmentCard key={amendment.number} amendment={amendment} />)}</section>}
        <section className="card"><div className="sec"><h2>招标文件</h2><Chip label={`第 ${tender.published?.version ?? 0} 版`} tone="sky" /></div>
          <div className="t-read" style={{ padding: '0 20px 20px' }}>
            {(tender.published?.document.files ?? []).map((file) => <a className="doc" key={file.sha256} href={`/api/files/${file.sha256}`}>{file.name}</a>)}
            {tender.chapters.map((chapter, i) => (
              <details key={chapter.id} className="t-section" open={i === 0}><summary>{chapter.title}</summary>
                {chapter.sections.map((section) => <section key={section.id}><h4>{section.title}</h4><p>{section.body}</p></section>)}
              </details>
            ))}
          </div>
        </section>
      </div>
      <aside>
        <BidDeadline tender={tender}><Take tender={tender} /></BidDeadline>
        {tender.can.includes('inquiry.ask') && <Ask tender={tender} />}
        <Objecting tender={tender} />
      </aside>
    </div>
  );
}

function Take({ tender }: { readonly tender: TenderView }) {
  const refresh = useRefresh();
  const document = tender.published?.document;
  if (tender.termination) return tender.taking ? <p className="done-note">{formatDayTime(tender.taking.takenAt)} 已获取。</p> : null;
  if (tender.taking) return <p className="done-note">{formatDayTime(tender.taking.takenAt)} 已获取。有澄清、修改会通知你。</p>;
  async function take(key: string): Promise<void> {
    await command('taking.take', { tenderId: tender.tenderId }, { idempotencyKey: key });
    await refresh();
  }
  const closed = document ? `提供时间为 ${formatDeadline(document.documentFrom)} 至 ${formatDeadline(document.documentUntil)}` : '还没有发布';
  return <CommandButton label="获取招标文件" kind="act" wide run={take} {...(tender.can.includes('taking.take') ? {} : { disabledReason: closed })} />;
}

function Ask({ tender }: { readonly tender: TenderView }) {
  const [about, setAbout] = useState('');
  const [question, setQuestion] = useState('');
  const [inquiryId, setInquiryId] = useState(freshId);
  const { data } = useInquiries(tender.tenderId);
  const refresh = useRefresh();
  async function ask(key: string): Promise<void> {
    await command('inquiry.ask', { tenderId: tender.tenderId, inquiryId, about, question }, { idempotencyKey: key });
    setInquiryId(freshId());
    setQuestion('');
    await refresh();
  }
  return (
    <section className="card" aria-label="提问"><div className="sec"><h2>提问</h2></div>
      <div style={{ padding: '0 20px 18px' }}>
        <Field label="关于哪一处（可不填）"><input value={about} onChange={(event) => setAbout(event.target.value)} /></Field>
        <Field label="问题"><Lines rows={3} value={question} onChange={setQuestion} /></Field>
        <CommandButton label="提交问题" kind="ghost" run={ask} done="已提交，答复会以澄清公布。" {...(question.trim().length < 4 ? { disabledReason: '先写问题' } : {})} />
        <SecretSentence text="招标人只看到问题，看不到是谁提的。" />
        {(data?.items ?? []).map((item) => <p key={item.inquiryId} className="small muted">{formatDayTime(item.askedAt)}　{item.question}</p>)}
      </div>
    </section>
  );
}

function Objecting({ tender }: { readonly tender: TenderView }) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [interest, setInterest] = useState('');
  const [objectionId, setObjectionId] = useState(freshId);
  const { data } = useObjections(tender.tenderId);
  const document = tender.published?.document;
  const isOpen = tender.can.includes('objection.raise');
  const isTaker = tender.taking !== undefined;
  if (!document || ((tender.termination || !isTaker) && !isOpen && (data?.items ?? []).length === 0)) return null;
  const until = objectionToDocumentBy(document.bidDeadlineAt, { pack: packOf(tender) });
  const content = { title: title.trim(), text: text.trim(), files: [], interest: isTaker ? null : interest.trim() };
  const reason = !isOpen ? '现在不受理异议' : !isTaker && !statesInterest(interest) ? '先写明与本项目的利害关系（不少于十个字）' : content.title.length < 2 || content.text.length < 10 ? '先写明事项、事实和理由' : null;
  return (
    <section className="card" aria-label="异议"><div className="sec"><h2>异议</h2><DeadlineChip label="受理至" at={until.at} /></div>
      <div style={{ padding: '0 20px 18px' }}>
        <p className="small muted">{until.finding.citation}：投标截止十日前提出，招标人三日内答复，答复前暂停。</p>
        {!isTaker && <InterestField basis={documentBasis} lacks="没有获取招标文件" value={interest} onChange={setInterest} />}
        <Field label="事项"><input value={title} onChange={(event) => setTitle(event.target.value)} /></Field>
        <Field label="事实和理由"><Lines value={text} onChange={setText} /></Field>
        <SignButton
          label="签署并提出…" kind="ghost" title="签署异议" effect="提出后交易暂停，直到招标人答复。" act="objection.raise" subject={{ tenderId: tender.tenderId, objectionId }}
          content={raiseContent(content)} body={{ tenderId: tender.tenderId, objectionId, ...content }} statement={[{ label: '项目', value: tender.name }, ...(isTaker ? [] : [{ label: '利害关系', value: interest.trim() }]), { label: '事项', value: content.title }, { label: '事实和理由', value: content.text }]}
          onDone={() => { setObjectionId(freshId()); setTitle(''); setText(''); setInterest(''); }} {...(reason === null ? {} : { disabledReason: reason })}
        />
        <SecretSentence text={isTaker ? '招标人和监督部门知道是你提的，公布时隐去提出人。' : '招标人和监督部门知道是你提的，也看得到利害关系；公布时一并隐去。'} />
        {(data?.items ?? []).map((item) => <p key={item.objectionId} className="small">{item.title}　{item.answer ? `${item.answer.outcome === 'upheld' ? '成立' : '不成立'}：${item.answer.reply}` : `等待答复，至 ${formatDeadline(item.replyBy)}`}</p>)}
      </div>
    </section>
  );
}
