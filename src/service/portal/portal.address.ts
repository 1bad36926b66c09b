import { idOfStream, typeOfStream } from '#kernel/decider.ts';

/** Streams whose events may be notices. The contract's own stream is the parties'; that it was concluded stands on the award's. */
export const followedTypes: ReadonlySet<string> = new Set(['tender', 'opening', 'award']);

/** `tender.abc.3`: stream type, id and version; an address for ever. */
export function noticeId(event: { readonly stream: string; readonly version: number }): string {
  return `${typeOfStream(event.stream)}.${idOfStream(event.stream)}.${event.version}`;
}

export function streamOfNotice(id: string): { readonly stream: string; readonly version: number } | null {
  const match = /^([a-z]+)\.([\w-]+)\.(\d{1,6})$/i.exec(id);
  return match && followedTypes.has(match[1] as string) ? { stream: `${match[1]}:${match[2]}`, version: Number(match[3]) } : null;
}
