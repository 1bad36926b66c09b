import { formatDay, formatTime } from './format.ts';
import { Chip } from './chip.tsx';
import { Diff } from './diff.tsx';
import { EvidenceBadge } from './evidence-badge.tsx';
import type { EventProps } from './types.ts';

/** What happened, newest first as given, each event with its evidence. */
export function EventTimeline({ events }: { readonly events: readonly EventProps[] }) {
  return <ol className="timeline">{events.map((event) => <EventItem key={event.id} event={event} />)}</ol>;
}

function EventItem({ event }: { readonly event: EventProps }) {
  return (
    <li className="event" id={`event-${event.id}`}>
      <div className="date">{formatDay(event.at).slice(5)}<br /> {formatTime(event.at)}</div>
      <div className="rail" />
      <div className="body">
        <h3>{event.title}</h3>
        {event.status && <Chip {...event.status} />}
        {event.text && <p>{event.text}</p>}
        {event.changes?.map((change) => <Diff key={change.where} {...change} />)}
        {event.documents?.map((file) => (
          <a className="doc" key={file.href} href={file.href}>{file.label}{file.detail && <span className="muted">{file.detail}</span>}</a>
        ))}
      </div>
      <div className="proof">{event.evidence && <EvidenceBadge {...event.evidence} verb="验证" />}</div>
    </li>
  );
}
