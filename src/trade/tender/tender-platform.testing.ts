import { z } from 'zod';
import { addMicros, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { ok } from '#kernel/result.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { organisation } from '#service/subject/organisation.ts';
import { makeDirectiveModule } from '#supervision/directive/directive.module.ts';
import { outage, platformOutageId, makeOutageModule } from '#platform/wake/outage.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { onTender } from './tender.commands.ts';
import { hashOfDocument } from './tender.document.ts';
import { gateEvents } from './tender.gate.ts';
import { makeTenderModule } from './tender.module.ts';
import { publishContent } from './tender.schema.ts';
import { deadlineOf, tender } from './tender.ts';
import { register, registration, sampleDocument } from './tender.testing.ts';
import type { TenderDocument } from './tender.types.ts';

/** What stands around the module under test: who is registered, a room, and the system command that closes. */
const makeSurroundings: MakeModule = () => ({
  name: 'surroundings',
  aggregates: [organisation, keyHolder],
  commands: anyCommands(
    command({
      name: 'test.register', title: '测试准备', roles: ['system.clock'], body: z.strictObject({ tenderId: z.string(), deadlineAt: z.number() }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
      decide: ({ body: { tenderId, deadlineAt } }) => ok({
        events: onTender(tenderId, [
          { kind: 'TenderRegistered', tender: { ...registration, tenderId, lots: registration.lots.map((lot) => ({ ...lot, lotId: `${tenderId}-${lot.number}` })) } },
          { kind: 'VenueAssigned', venue: { roomId: 'room00001', roomName: '第一开标室', from: (deadlineAt - microsPerHour) as Instant, to: (deadlineAt + microsPerHour) as Instant } },
        ]),
      }),
    }),
    command({
      name: 'test.people', title: '测试准备', roles: ['system.clock'], body: z.strictObject({ bidders: z.array(z.string()) }),
      reads: ({ bidders }) => ({ streams: streams(...bidders.map((id) => [organisation, id] as const), ...register.map((holder) => [keyHolder, holder.holderId] as const)) }),
      decide: ({ body: { bidders } }) => ok({
        events: [
          ...bidders.map((id) => emit(organisation, id, { kind: 'OrganisationRegistered', organisationKind: 'enterprise', name: nameOfBidder(id), areaCode: '150105', legalRepresentative: '王某', basicAccount: null, act: null })),
          ...register.map(({ holderId, orgId, name, publicKey, part }) => emit(keyHolder, holderId, { kind: 'KeyHolderRegistered', orgId, name, publicKey, part, act: {} })),
        ],
      }),
    }),
    command({
      name: 'opening.close', title: '截止', roles: ['system.clock'], body: z.strictObject({ tenderId: z.string() }),
      reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]), peek: streams([outage, platformOutageId]), barriers: [`tender:${tenderId}`] }),
      decide({ body, now, world }) {
        const found = world.find(tender, body.tenderId);
        return ok({ events: found && now >= deadlineOf(found) ? onTender(body.tenderId, gateEvents(found, world.find(outage, platformOutageId), now)) : [] });
      },
    }),
  ),
});

export function nameOfBidder(id: string): string {
  return `内蒙古${id}建设工程有限公司`;
}

/** A platform with the tender module, its people, and registered tenders on demand. */
export async function tenderPlatform() {
  const platform = await testPlatform([makeOutageModule, makeTenderModule, makeDirectiveModule, makeSurroundings]);
  const bidders = ['BIDDERA', 'BIDDERB'];
  await platform.accept(platform.system, 'test.people', { bidders });
  const person = (orgId: string, orgName: string, role: TestPerson['spec']['role']): Promise<TestPerson> => platform.person({ orgId, orgName, name: '张三', role });
  const people = {
    operator: await person('INITIATOR', '赛罕区卫生健康委员会', 'initiate.operator'),
    agent: await person('AGENCY', '青山项目咨询有限公司', 'initiate.operator'),
    stranger: await person('STRANGER', '另一招标人', 'initiate.operator'),
    bidderA: await person('BIDDERA', nameOfBidder('BIDDERA'), 'respond.operator'),
    bidderB: await person('BIDDERB', nameOfBidder('BIDDERB'), 'respond.operator'),
    unknown: await person('UNKNOWN', '未登记单位', 'respond.operator'),
    officer: await person('DEPARTMENT', '赛罕区住房和城乡建设局', 'supervise.officer'),
    otherOfficer: await person('OTHERDEPT', '另一监督部门', 'supervise.officer'),
    witness: await person('CENTRE', '呼和浩特市公共资源交易中心', 'serve.witness'),
  };

  /** Registered, with its draft saved. */
  async function draft(tenderId: string): Promise<TenderDocument> {
    const document = sampleDocument(await platform.now(), registration.lots.map((lot) => ({ lotId: `${tenderId}-${lot.number}`, estimateFen: lot.estimateFen })));
    await platform.accept(platform.system, 'test.register', { tenderId, deadlineAt: document.bidDeadlineAt });
    await platform.accept(people.operator, 'tender.compose', { tenderId, document });
    return document;
  }

  async function publishBody(tenderId: string, document: TenderDocument, by = people.operator): Promise<object> {
    const documentHash = hashOfDocument(document);
    return { tenderId, documentHash, signature: await by.sign('tender.publish', { tenderId }, publishContent(documentHash)) };
  }

  /** Published, and far enough that its file can be taken. */
  async function publish(tenderId: string): Promise<TenderDocument> {
    const document = await draft(tenderId);
    await platform.accept(people.operator, 'tender.publish', await publishBody(tenderId, document));
    await platform.advanceTo(addMicros(document.documentFrom, 1));
    return document;
  }

  return { ...platform, people, draft, publish, publishBody };
}
