import { idOfStream, scopeOfStream, typeOfStream, type DisclosureClass } from '#kernel/decider.ts';
import { isVisible, type Relation } from '#evidence/journal/disclosure.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { streamTitleOf, titleOf } from './titles.ts';

/** An event with what is needed to decide who sees it. */
export type Recorded = {
  readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly actor: string; readonly class: DisclosureClass; readonly logIndex: number | null;
  readonly parts: readonly { readonly class: DisclosureClass; readonly body: string }[];
};
export type Opened = { readonly scope: string; readonly class: DisclosureClass; readonly toClass: DisclosureClass };

/** One line of the record. `withheld`: something of the event is not for this viewer yet. */
export type RecordLine = {
  readonly id: string; readonly at: Instant; readonly kind: string; readonly title: string; readonly group: string; readonly groupTitle: string; readonly lotId: string | null;
  readonly actor: string; readonly logIndex: number | null; readonly text: string | null; readonly withheld: boolean;
};

/** Streams of one tender: its own, and those of its lots. */
export function isOfTender(stream: string, tenderId: string): boolean {
  const scope = scopeOfStream(stream);
  return scope === tenderId || scope.startsWith(`${tenderId}-`);
}

/**
 * The record as `relations` may read it, oldest first. An event whose header is secret is not counted either: before the
 * opening nobody learns from it that, or how often, something was handed in.
 */
export function recordFor(events: readonly Recorded[], opened: readonly Opened[], { tenderId, relations }: { readonly tenderId: string; readonly relations: readonly Relation[] }): RecordLine[] {
  return numbered(events.filter(({ stream }) => isOfTender(stream, tenderId)).flatMap((event) => {
    const scope = scopeOfStream(event.stream);
    const here = opened.filter((each) => each.scope === scope);
    if (!isVisible(event.class, here, relations)) return [];
    const seen = event.parts.filter((part) => isVisible(part.class, here, relations));
    const group = typeOfStream(event.stream);
    return [{
      id: `${event.stream}@${event.version}`, at: event.at, kind: event.kind, title: titleOf(event.kind, group), group, groupTitle: streamTitleOf(group), lotId: scope === tenderId ? null : scope,
      actor: event.actor, logIndex: event.logIndex, text: textOf(seen.map(({ body }) => body), idOfStream(event.stream)), withheld: seen.length < event.parts.length,
    }];
  }));
}

/** Lines of one lot that would read alike say which of them each is: `一方交出随机值的承诺（2）`. Only lines that are shown are counted. */
function numbered(lines: readonly RecordLine[]): RecordLine[] {
  const nameOf = ({ lotId, title, text }: RecordLine): string => JSON.stringify([lotId, title, text]);
  const total = countBy(lines, nameOf);
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const name = nameOf(line);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return (total.get(name) ?? 0) > 1 ? { ...line, title: `${line.title}（${seen.get(name)}）` } : line;
  });
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return counts;
}

/** The words of an event, where it has some: a note, a reason, an answer. */
function textOf(bodies: readonly string[], id: string): string | null {
  const fields = Object.assign({}, ...bodies.map((body) => JSON.parse(body) as object)) as Readonly<Record<string, unknown>>;
  const words = ['text', 'measures', 'name', 'bidderName', 'orgName', 'reason', 'reply'].map((field) => fields[field]).filter((value): value is string => typeof value === 'string' && value !== '' && value !== id);
  return words.length === 0 ? null : words.join('　');
}
