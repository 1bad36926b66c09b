/**
 * One event as its reader may see it. `parts[0]` is the header (stream, order, kind, at, actor);
 * `order` is a commitment to the version, so that gaps do not tell how much is hidden. A part is shown whole
 * or as its hash, so that SHA-256("ovoo-event/v1\n" ‖ hashes in order) is the event's commitment either way. Salt and
 * hash are base64url.
 */
export type FeedEventView = { readonly logIndex: number; readonly parts: readonly FeedPartView[] };
export type FeedPartView =
  | { readonly n: number; readonly class: string; readonly salt: string; readonly body: string }
  | { readonly n: number; readonly hash: string };

/** What one place of the log tells: events that happened there, and earlier ones of which a disclosure there shows more. */
export type FeedItem = { readonly logIndex: number; readonly events: readonly FeedEventView[]; readonly opened: readonly FeedEventView[] };

export type FeedPage = { readonly origin: string; readonly items: readonly FeedItem[]; readonly next: number };
