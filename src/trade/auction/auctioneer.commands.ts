import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { command } from '#platform/command/command.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { done, see, watched } from './auction.commands.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import { decideCall, decideKnockDown, decideOpenFloor } from './engine/hammer.ts';
import type { Moment } from './engine/engine.ts';
import type { Auction, AuctionEvent } from './engine/engine.types.ts';

const lotBody = z.strictObject({ lotId: lotIdSchema });

/** What the auctioneer named in the announcement does, and nobody else in its place (拍卖法 第十四条). */
function presiding(name: string, title: string, decide: (auction: Auction, moment: Moment) => Result<AuctionEvent[], Refusal>) {
  return command({
    name, title, roles: ['conduct.auctioneer'], body: lotBody,
    reads: (body) => watched(body.lotId),
    decide({ body, actor, now, world }) {
      const seen = see(world, body.lotId, now);
      if (!seen.ok) return seen;
      const { found, moment } = seen.value;
      if (actor.personId === null || found.auctioneer?.personId !== actor.personId || found.auctioneer.orgId !== actor.orgId) return err(refusals.notPresiding({}));
      const decided = decide(found.auction, moment);
      return decided.ok ? ok(done(found, decided.value, moment, null, {})) : decided;
    },
  });
}

export const auctioneerCommands = [
  presiding('auction.openFloor', '拍卖师宣布开始', decideOpenFloor),
  presiding('auction.callPrice', '拍卖师叫价', decideCall),
  presiding('auction.knockDown', '拍卖师落槌', decideKnockDown),
] as const;
