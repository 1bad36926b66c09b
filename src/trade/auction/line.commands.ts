import { z } from 'zod';
import { instant } from '#kernel/time/instant.ts';
import { ok } from '#kernel/result.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { applicationId } from '#trade/application/application.ts';
import { line } from './line.ts';

const lotId = z.string().regex(/^[0-9a-z]{16}-\d{1,3}$/, '标的编号的格式不对');
const at = z.number().int().min(0).transform(instant);
const micros = z.number().int().min(0);
const bid = z.strictObject({
  id: z.string().max(60), priceFen: z.string().regex(/^\d{1,18}$/), result: z.enum(['accepted', 'refused']), receivedAt: at, at, answeredAt: at, roundTripMicros: micros.nullable(),
});
const record = z.strictObject({
  paddle: z.number().int().min(1), from: at, until: at, bids: z.array(bid).max(500), clockAheadMicros: z.number().int().nullable(),
  roundTrip: z.strictObject({ count: micros, minMicros: micros, medianMicros: micros, maxMicros: micros }).nullable(),
});
export const recordLinesBody = z.strictObject({ lotId, lines: z.array(z.strictObject({ bidderId: z.string().min(4).max(40), record })).min(1).max(100) });

/** Written by the node that had the sockets, some seconds after the bids: nothing that is decided hangs on it. */
export const recordLines = command({
  name: 'auction.recordLines', title: '记下竞买人线路的快慢', roles: ['system.clock'], body: recordLinesBody,
  reads: (body) => ({ streams: streams(...body.lines.map(({ bidderId }) => [line, applicationId(body.lotId, bidderId)] as const)) }),
  decide: ({ body }) => ok({ events: body.lines.map(({ bidderId, record: measured }) => emit(line, applicationId(body.lotId, bidderId), { kind: 'LineMeasured', ...measured })) }),
});
