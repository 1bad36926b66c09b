import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { present } from '#kernel/assert.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { earliestTimes } from '#rules/sale/lawful.ts';
import { packOfSale } from './sale.plan.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { found } from '#service/subject/subject.testing.ts';
import { makeFilesModule } from '#platform/files/files.routes.ts';
import { openUploads, type FileRef } from '#platform/files/uploads.ts';
import type { MakeModule } from '#platform/module.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { makeApplicationModule } from '#trade/application/application.module.ts';
import { makeAuctionModule } from '#trade/auction/auction.module.ts';
import { makeSaleModule } from './sale.module.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import type { SaleLotPlan } from './sale.types.ts';

/** A platform with the centre of Alxa, its department of natural resources and water, a seller, and two bidders. */
export async function salePlatform(further: readonly MakeModule[] = []) {
  const on = await testPlatform([makeOutageModule, makeSubjectModule, makeFilesModule, makeSaleModule, makeApplicationModule, makeAuctionModule, ...further]);
  const centre = await found(on, { n: 1, kind: 'centre', name: '阿拉善盟公共资源交易中心', offices: ['centre'], roles: ['serve.witness'] });
  const department = await found(on, { n: 2, kind: 'department', name: '阿拉善盟自然资源局', offices: ['naturalResources', 'water', 'development'], roles: ['supervise.officer'] });
  const seller = await found(on, { n: 3, kind: 'initiator', name: '阿拉善盟土地收购储备中心', roles: ['initiate.operator'] });
  const exchange = await found(on, { n: 6, kind: 'exchange', name: '内蒙古产权交易中心阿拉善盟分中心', roles: ['exchange.operator'] });
  const stateAssets = await found(on, { n: 7, kind: 'department', name: '阿拉善盟国有资产监督管理委员会', offices: ['stateAssets', 'agriculture'], roles: ['supervise.officer'] });
  const bidders = await Promise.all([4, 5].map((n) => found(on, { n, kind: 'enterprise', name: `腾格里实业${n}有限公司`, roles: ['respond.operator'] })));

  /** 挂牌 with everything at its bound. */
  async function landLot(over: Partial<SaleLotPlan> = {}): Promise<SaleLotPlan> {
    const noticeAt = await on.now();
    const plan = {
      kind: 'stateLand' as const, mode: 'listing' as const, areaCode: '152900', noticeAt, displayDays: 0, startFen: 100n, depositFen: 20n, valuationFen: null, hasReserve: false,
      buyerConditions: 'none' as const, instalments: null, losesControl: false, preDisclosure: null, priorListing: null,
    };
    const times = present(earliestTimes(plan, { pack: packOfSale('stateLand', '152900', noticeAt), calendar: calendarFor('demo') }), `times after ${ofInstant(noticeAt)}`);
    return {
      name: 'ALX-2026-17 号宗地', facts: [{ label: '用途', value: '工业用地' }], qualification: '不设资格条件', startFen: '3000000000', tiers: [{ fromFen: '0', stepFen: '10000000' }],
      capFen: null, reserveHash: null, valuationFen: null, depositFen: '600000000', applyUntil: times.applyUntil, biddingFrom: times.biddingFrom,
      mode: { kind: 'listing', until: present(times.biddingUntil, 'end'), askMinutes: 5, cycleMinutes: 5 }, ...over,
    };
  }

  async function announcement(who: TestPerson, over: object = {}) {
    const body = {
      saleId: randomBytes(8).toString('hex'), kind: 'stateLand', title: '阿拉善盟工业用地使用权挂牌出让公告', areaCode: '152900', text: '经批准，现就下列宗地的使用权挂牌出让公告如下。', files: [], lots: [await landLot()], ...over,
    };
    return { ...body, signature: await who.sign('sale.publish', { saleId: body.saleId }, body) };
  }

  async function application(who: TestPerson, lotId: string, over: object = {}) {
    const body = { lotId, isPreferred: false, files: [], ...over };
    return { ...body, signature: await who.sign('application.apply', { lotId }, body) };
  }

  async function judgement(who: TestPerson, lotId: string, bidderId: string, verdict: { readonly isQualified: boolean; readonly reason: string }) {
    const body = { lotId, bidderId, ...verdict };
    return { ...body, signature: await who.sign('application.qualify', { lotId, bidderId }, body) };
  }

  /** A file that this organisation has brought, as the upload route keeps it. */
  async function brought(orgId: string, text: string): Promise<FileRef> {
    const file = { ...await on.platform.files.put(Readable.from([Buffer.from(text)])), name: `${text}.pdf`, mediaType: 'application/pdf' };
    await openUploads(on.platform.dataDir).record(orgId, file);
    return file;
  }

  return { ...on, brought, centre, exchange, stateAssets, department, seller, bidders, landLot, announcement, application, judgement };
}
