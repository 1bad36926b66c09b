import { toBase64url, utf8, sha256 } from './bytes.ts';
import type { ShownEvent } from './bundle.ts';
import { ensure, must } from './fault.ts';
import { canonical } from './json.ts';
import { bodyOf, type Record } from './record.ts';
import type { Reader } from './shape.ts';

/** The tender document in force at the close: what deadline, scores and award are measured against. */
export type DocumentFacts = { readonly deadlineAt: number; readonly hash: string; readonly document: Reader; /** Every deadline there was, oldest first, by the place in the log of what set it. */ readonly deadlines: readonly Deadline[] };
type Deadline = { readonly index: number; readonly at: number };

const changes = ['NoticePublished', 'DocumentAmended', 'DeadlineMoved'];

/** Follows every publication; each stated hash is computed again. */
export async function documentInForce(record: Record): Promise<DocumentFacts> {
  let facts: DocumentFacts | null = null;
  for (const event of record.all('tender', ...changes)) facts = await follow(event, facts);
  return must(facts, 'bids.deadline', '没有公布的招标文件');
}

/** Whether this was the deadline when something was committed at `index`; of what stands in one commit either may have come first. */
export function wasDeadline({ deadlines }: DocumentFacts, at: number, index: number): boolean {
  const before = deadlines.findLast((deadline) => deadline.index < index);
  return before?.at === at || deadlines.some((deadline) => deadline.index === index && deadline.at === at);
}

async function follow(event: ShownEvent, before: DocumentFacts | null): Promise<DocumentFacts> {
  const body = bodyOf(event, 'bids.deadline');
  if (event.kind === 'DeadlineMoved') {
    const { document, deadlineAt } = must(before, 'bids.deadline', '截止时间先于公告变动');
    const to = body.at('to').count();
    ensure(body.at('from').count() === deadlineAt && to >= deadlineAt, 'bids.deadline', '截止时间的变动前后不接');
    const hash = toBase64url(await sha256(utf8(canonical({ ...document.object(), bidDeadlineAt: to }))));
    ensure(hash === body.at('documentHash').text(), 'bids.deadline', '招标文件与其哈希不符');
    return { deadlineAt: to, hash, document, deadlines: [...(before?.deadlines ?? []), { index: event.index, at: to }] };
  }
  const published = body.at('published');
  const document = published.at('document');
  const hash = toBase64url(await sha256(utf8(canonical(document.json))));
  ensure(hash === published.at('documentHash').text(), 'bids.deadline', '招标文件与其哈希不符');
  const deadlineAt = document.at('bidDeadlineAt').count();
  ensure(before === null || deadlineAt >= before.deadlineAt, 'bids.deadline', '截止时间被提前');
  return { deadlineAt, hash, document, deadlines: [...(before?.deadlines ?? []), { index: event.index, at: deadlineAt }] };
}
