import { useState } from 'react';
import { clarifyContent, type AmendmentDraft } from '#trade/tender/tender.schema.ts';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { AmendmentForm, amendmentLines, emptyAmendment, finished } from './amendment-form.tsx';
import { useCalendar, useInquiries, type TenderView } from './data.ts';
import { AmendmentCard, BidDeadline, TenderPage } from './parts.tsx';
import { SignButton } from './sign-button.tsx';

/** 澄清与修改: questions at the right, the amendment being written at the left, its consequence always in sight. */
export function Screen() {
  return <TenderPage title="澄清与修改" back="..">{(tender) => <Clarify tender={tender} />}</TenderPage>;
}

function Clarify({ tender }: { readonly tender: TenderView }) {
  const now = useServerTime(30_000);
  const calendar = useCalendar();
  const [draft, setDraft] = useState<AmendmentDraft>(emptyAmendment);
  const { data: inquiries } = useInquiries(tender.tenderId);
  if (!tender.published) return <EmptyState title="还没有发布" text="发布以后才有澄清和修改。" />;
  const number = tender.amendments.length + 1;
  const amendment = finished(tender, draft, now, calendar);
  const kind = draft.changes.length > 0 ? 'amendment' : 'clarification';
  const body = { tenderId: tender.tenderId, number, kind, amendment } as const;
  const isEmpty = draft.items.every((item) => item.answer.trim() === '') && draft.changes.length + draft.filesAdded.length === 0 && draft.deadlineAt === null;
  const reason = !tender.can.includes('tender.clarify') ? '现在不能发布澄清或者修改' : isEmpty ? '先写一条答复或者选一处修改' : null;

  return (
    <div className="t-grid">
      <div>
        <section className="card"><div className="sec"><h2>第 {number} 号{kind === 'amendment' ? '修改' : '澄清'}</h2><Chip label="发布即公开，并通知所有获取招标文件的单位" tone="plain" /></div>
          <div style={{ padding: '0 20px 20px' }}>
            <AmendmentForm view={tender} draft={draft} now={now} calendar={calendar} onChange={setDraft} />
            <SignButton
              label="签署并发布…" kind="act" title={`签署第 ${number} 号${kind === 'amendment' ? '修改' : '澄清'}`} effect="签署后立即公开，不能撤回；有错只能再发布一份。"
              act="tender.clarify" subject={{ tenderId: tender.tenderId }} content={clarifyContent(body)} body={body}
              statement={amendmentLines(tender, amendment)} onDone={() => setDraft(emptyAmendment)} {...(reason === null ? {} : { disabledReason: reason })}
            />
          </div>
        </section>
        {tender.amendments.length > 0 && <section className="card"><div className="sec"><h2>已发布</h2></div>{tender.amendments.toReversed().map((each) => <AmendmentCard key={each.number} amendment={each} />)}</section>}
      </div>
      <aside>
        <BidDeadline tender={tender} />
        <section className="card" aria-label="收到的提问"><div className="sec"><h2>收到的提问</h2></div>
          {(inquiries?.items ?? []).map((question) => (
            <div className="t-talk" key={question.inquiryId}>
              {question.about && <p className="muted small">{question.about}</p>}
              <p>{question.question}</p>
              <button type="button" className="btn ghost" onClick={() => setDraft({ ...draft, items: [...draft.items, { question: question.question, answer: '' }] })}>答复这条</button>
            </div>
          ))}
          <div style={{ padding: '8px 20px 18px' }}><SecretSentence text={inquiries?.items.length ? '是谁提的问题，开标前你看不到。' : '还没有提问。是谁提的问题，开标前你看不到。'} /></div>
        </section>
      </aside>
    </div>
  );
}
