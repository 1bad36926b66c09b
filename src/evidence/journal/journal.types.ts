import type { Bytes } from '#kernel/bytes.ts';
import type { DisclosureClass } from '#kernel/decider.ts';

/** A part as the journal has it, or what is left of one that was erased. Part 0, the header, is made from the event itself. */
export type JournalPart = { readonly n: number; readonly class: DisclosureClass; readonly salt: Bytes; readonly body: string } | { readonly n: number; readonly hash: Bytes };

/** An event with everything it was committed with: `salt` is the secret of its header. */
export type JournalEvent = {
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly at: number;
  readonly actor: string;
  readonly class: DisclosureClass;
  readonly salt: Bytes;
  /** Place of its commit in the log. */
  readonly logIndex: number;
  readonly parts: readonly JournalPart[];
};
