import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { auctioneer } from './auctioneer.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { personIdSchema, usccSchema } from './schemas.ts';
import { subjectRefusals as refusals } from './subject.refusals.ts';

export const auctioneerBody = z.strictObject({
  personId: personIdSchema, orgId: usccSchema,
  licenceNumber: z.string().regex(/^[0-9A-Za-z]{4,30}$/, '拍卖师执业证号为 4–30 位字母或数字'),
});

/** Entered by the platform, which has seen the licence: a person that its auction house has enrolled as auctioneer. */
export const registerAuctioneer = command({
  name: 'auctioneer.register', title: '登记拍卖师', roles: ['system.clock'], body: auctioneerBody,
  reads: ({ personId, orgId }) => ({ streams: streams([auctioneer, personId]), peek: streams([person, personId], [organisation, orgId]) }),
  decide({ body: { personId, orgId, licenceNumber }, world }) {
    const [self, house] = [world.find(person, personId), world.find(organisation, orgId)];
    const isAuctioneer = self?.memberships.some((each) => each.orgId === orgId && each.roles.includes('conduct.auctioneer'));
    if (!self || house?.kind !== 'auctionHouse' || !isAuctioneer) return err(refusals.notAuctioneer({}));
    return ok({ events: [emit(auctioneer, personId, { kind: 'AuctioneerRegistered', name: self.name, licenceNumber, orgId, orgName: house.name })] });
  },
});
