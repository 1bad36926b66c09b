import { z } from 'zod';
import type { JsonObject } from '#kernel/json.ts';
import type { StoredEvent } from './bundle.types.ts';

/** What a bundle's maker must know of an opening: whose bids are in the close list, when it was logged, what opens the prices. */
export type OpeningFacts = {
  readonly closeIndex: number;
  readonly accepted: readonly { readonly bidderId: string; readonly receivedAt: number; readonly manifestHash: string }[];
  /** Hex root of the checkpoint that salts the draw of the coefficient; null where nothing was drawn. */
  readonly drawRoot: string | null;
  /** Stage keys (hex) by manifest hash. */
  readonly stageKeys: ReadonlyMap<string, string>;
};

const closed = z.object({ open: z.array(z.object({ lotId: z.string(), accepted: z.array(z.object({ bidderId: z.string(), receivedAt: z.number(), manifestHash: z.string() })) })) });
const drawn = z.object({ transcript: z.object({ checkpointRoot: z.string() }) });
const announced = z.object({ stageKeys: z.array(z.object({ manifestHash: z.string(), key: z.string() })) });
const submitted = z.object({ manifestHash: z.string(), objects: z.array(z.object({ name: z.string(), ctRoot: z.string() })) });
const registered = z.object({ tender: z.object({ initiator: party(), agency: party().nullable(), centre: party(), department: party() }) });

/** Null until the opening is recorded: before that there is nothing that a stranger could check. */
export function openingFacts(events: readonly StoredEvent[], lotId: string): OpeningFacts | null {
  const find = (kind: string): StoredEvent | undefined => events.findLast((event) => event.stream.startsWith('opening:') && event.kind === kind);
  const close = find('OpeningClosed');
  const list = close && closed.parse(mergedBody(close)).open.find((lot) => lot.lotId === lotId);
  if (!close || (list && !find('OpeningRecorded'))) return null;
  const draw = find('CoefficientDrawn');
  const prices = find('PricesAnnounced');
  return {
    closeIndex: close.logIndex,
    accepted: list?.accepted ?? [],
    drawRoot: draw ? drawn.parse(mergedBody(draw)).transcript.checkpointRoot : null,
    stageKeys: new Map(prices ? announced.parse(mergedBody(prices)).stageKeys.map(({ manifestHash, key }) => [manifestHash, key]) : []),
  };
}

/** The stored price object of an accepted bid. */
export function priceObjectOf(event: StoredEvent): { manifestHash: string; ctRoot: string } | null {
  const { manifestHash, objects } = submitted.parse(mergedBody(event));
  const price = objects.find(({ name }) => name === 'price');
  return price ? { manifestHash, ctRoot: price.ctRoot } : null;
}

export type TenderParties = z.infer<typeof registered>['tender'];

/** Whose tender it is; null where there is no such tender. */
export function partiesOf(events: readonly StoredEvent[]): TenderParties | null {
  const registration = events.find(({ kind, stream }) => stream.startsWith('tender:') && kind === 'TenderRegistered');
  return registration ? registered.parse(mergedBody(registration)).tender : null;
}

export function mergedBody(event: StoredEvent): JsonObject {
  return Object.assign({}, ...event.parts.map((part) => ('body' in part ? (JSON.parse(part.body) as JsonObject) : {}))) as JsonObject;
}

function party() {
  return z.object({ orgId: z.string() });
}
