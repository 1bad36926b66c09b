import type { JsonObject } from '#kernel/json.ts';
import type { ArchiveCause } from './archive.types.ts';

/** Everything that happens on stream `archive:<lotId>`. */
export type ArchiveEvent =
  | { kind: 'ArchiveCompiled'; tenderId: string; cause: ArchiveCause; manifestSha256: string; manifestBytes: number; files: number; events: number; retainYears: number; retainUntil: string }
  | { kind: 'ArchiveAccepted'; side: 'centre' | 'initiator'; orgId: string; statement: JsonObject; signature: JsonObject };
