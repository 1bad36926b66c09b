import { formatDeadline } from '#kernel/time/period.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { onWorkingDay } from '#rules/construction/deadlines.ts';
import { named, readableChange, unnamed } from '#rules/texts/change.ts';
import { placesOf, rewrite, type Place } from '#trade/tender/tender.changes.ts';
import { venueFits } from '#trade/tender/tender.decide.ts';
import { leastDeadline, type Floor } from '#trade/tender/tender.gate.ts';
import type { AmendmentDraft } from '#trade/tender/tender.schema.ts';
import { getPublished } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { StatementLine } from '../../../ui/sign-dialog.tsx';
import { Diff } from '../../../ui/diff.tsx';
import { FenInput, Field, InstantInput, Lines } from './fields.tsx';
import type { TenderView } from './data.ts';

export const emptyAmendment: AmendmentDraft = { affectsBids: false, items: [], changes: [], filesAdded: [], deadlineAt: null };

/** A tender view where the pure functions want the state: there is no draft of a published tender. */
export function stateOf(view: TenderView): Tender {
  return { ...view, draft: null };
}

type Preview = { readonly floor: Floor; readonly rewritten: ReturnType<typeof rewrite>; readonly affects: boolean };

/** What the amendment would do, as the server will judge it. */
export function previewOf(view: TenderView, draft: AmendmentDraft, now: Instant, owed: Instant | null = null): Preview {
  const state = stateOf(view);
  const rewritten = rewrite(state, getPublished(state).document, draft.changes);
  const affects = draft.affectsBids || (rewritten.ok && rewritten.value.affecting !== null);
  return { rewritten, affects, floor: leastDeadline(state, affects, now, owed) };
}

/** The deadline that is proposed where it must move: bids are opened on a working day. */
function proposed({ at, mustMove }: Floor, calendar: Calendar): Instant | null {
  if (!mustMove) return null;
  const working = onWorkingDay(at, calendar);
  return working.ok ? working.value : at;
}

export type AmendmentFormProps = { readonly view: TenderView; readonly draft: AmendmentDraft; readonly now: Instant; readonly calendar: Calendar; readonly onChange: (draft: AmendmentDraft) => void; readonly withItems?: boolean; /** The deadline that a pause owes. */ readonly owed?: Instant | null };

/** Answers, changed places with their differences, and the deadline that follows from them. */
export function AmendmentForm({ view, draft, now, calendar, onChange, withItems = true, owed = null }: AmendmentFormProps) {
  const { document } = getPublished(stateOf(view));
  const places = placesOf(stateOf(view), document);
  const { floor, rewritten, affects } = previewOf(view, draft, now, owed);
  const deadlineAt = draft.deadlineAt ?? proposed(floor, calendar);
  const change = (changed: Partial<AmendmentDraft>): void => onChange({ ...draft, ...changed });
  const rest = places.filter((place) => !draft.changes.some((each) => each.path === place.path));

  return (
    <>
      {withItems && draft.items.map((item, i) => (
        <div className="t-section" key={i}>
          <Field label="问题（可不填）" wide><input value={item.question ?? ''} onChange={(event) => change({ items: draft.items.map((other, j) => (j === i ? withQuestion(other.answer, event.target.value) : other)) })} /></Field>
          <Field label="答复" wide><Lines value={item.answer} onChange={(answer) => change({ items: draft.items.map((other, j) => (j === i ? { ...other, answer } : other)) })} /></Field>
          <button type="button" className="btn ghost" onClick={() => change({ items: draft.items.filter((_, j) => j !== i) })}>删去这条答复</button>
        </div>
      ))}
      {draft.changes.map((each) => {
        const place = places.find((candidate) => candidate.path === each.path);
        if (!place) return null;
        const after = (value: string): void => change({ changes: draft.changes.map((other) => (other.path === each.path ? { ...other, after: value } : other)) });
        return (
          <div className="t-section" key={each.path}>
            <Field label={`${place.title}，改为`} wide {...hintOf(place)}>
              {place.choices ? <select value={each.after} onChange={(event) => after(event.target.value)}>{place.choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.title}</option>)}</select> : place.path.endsWith('Fen') ? <FenInput fen={each.after} onChange={after} /> : <Lines value={named(each.after)} rows={place.value.length > 60 ? 6 : 2} onChange={(text) => after(unnamed(text))} />}
            </Field>
            {each.after !== place.value && <Diff where="对照" {...readableChange({ before: place.show(place.value), after: place.show(each.after) })} />}
            <button type="button" className="btn ghost" onClick={() => change({ changes: draft.changes.filter((other) => other.path !== each.path) })}>不改这一处</button>
          </div>
        );
      })}
      <div className="t-actions">
        {withItems && <button type="button" className="btn ghost" onClick={() => change({ items: [...draft.items, { answer: '' }] })}>加一条答复</button>}
        <PlaceChooser places={rest} onChoose={(place) => change({ changes: [...draft.changes, { path: place.path, after: place.value }] })} />
      </div>
      <div className="t-section">
        <label className="t-check"><input type="checkbox" checked={affects} disabled={affects && !draft.affectsBids} onChange={(event) => change({ affectsBids: event.target.checked })} />影响投标文件编制</label>
        <p className={floor.mustMove ? 'hint' : 'small muted'}>{floor.mustMove
          ? `${owed !== null && owed >= floor.at ? '暂停期间截止时间已过，补回暂停的日数，' : '距投标截止不足十五日，'}截止时间至少顺延到 ${formatDeadline(floor.at)}（招标投标法实施条例 ${owed !== null && owed >= floor.at ? '第二十二条' : '第二十一条'}）。${deadlineAt !== null && deadlineAt > floor.at && draft.deadlineAt === null ? '那天休息，已填下一个工作日。' : ''}`
          : `现在发布不必顺延，投标截止仍为 ${formatDeadline(document.bidDeadlineAt)}。`}</p>
        <Field label="新的投标截止时间（不改则留空）"><InstantInput value={deadlineAt} onChange={(deadlineAt) => change({ deadlineAt })} /></Field>
        {deadlineAt !== null && !venueFits(view, deadlineAt) && <p className="hint">开标室的预约不再覆盖新的开标时刻，发布后请在“场地”改约。</p>}
        {!rewritten.ok && <p className="small muted">{rewritten.error.message}</p>}
      </div>
    </>
  );
}

/** The draft as it will be sent: what must be is filled in. */
export function finished(view: TenderView, draft: AmendmentDraft, now: Instant, calendar: Calendar, owed: Instant | null = null): AmendmentDraft {
  const { floor, affects } = previewOf(view, draft, now, owed);
  return { ...draft, affectsBids: affects, deadlineAt: draft.deadlineAt ?? proposed(floor, calendar) };
}

/** In readable form, for the dialog in which it is signed. */
export function amendmentLines(view: TenderView, draft: AmendmentDraft): StatementLine[] {
  const { rewritten } = previewOf(view, draft, view.serverNow);
  const deadline = getPublished(stateOf(view)).document.bidDeadlineAt;
  return [
    ...draft.items.map((item) => ({ label: '答复', value: item.question ? `问：${item.question}\n${item.answer}` : item.answer })),
    ...(rewritten.ok ? rewritten.value.changes.map(readableChange).map((change) => ({ label: '修改', value: `${change.title}\n${change.before} → ${change.after}` })) : []),
    { label: '影响编制', value: draft.affectsBids ? '是' : '否' },
    { label: '投标截止', value: draft.deadlineAt === null ? `不变，${formatDeadline(deadline)}` : `顺延到 ${formatDeadline(draft.deadlineAt)}` },
  ];
}

function hintOf({ alwaysAffects, value }: Place): { hint?: string } {
  if (alwaysAffects) return { hint: '这一处必然影响投标文件编制。' };
  return value.includes('{{') ? { hint: '〔 〕里的名称由平台换成项目、期限等内容，请原样保留。' } : {};
}

function PlaceChooser({ places, onChoose }: { readonly places: readonly Place[]; readonly onChoose: (place: Place) => void }) {
  return (
    <select className="t-cell" style={{ width: 'auto', maxWidth: '100%' }} value="" aria-label="选择要修改的内容" onChange={(event) => {
      const place = places.find((candidate) => candidate.path === event.target.value);
      if (place) onChoose(place);
    }}>
      <option value="">选择要修改的内容…</option>
      {places.map((place) => <option key={place.path} value={place.path}>{place.title}</option>)}
    </select>
  );
}

function withQuestion(answer: string, question: string): AmendmentDraft['items'][number] {
  return question === '' ? { answer } : { question, answer };
}
