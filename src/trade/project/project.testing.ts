import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { tender } from '#trade/tender/tender.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { found } from '#service/subject/subject.testing.ts';
import { makeVenueModule } from '#service/venue/venue.module.ts';
import type { MakeModule } from '#platform/module.ts';
import { openUploads, type FileRef } from '#platform/files/uploads.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { makeProjectModule } from './project.module.ts';

/** The tender's stream without its commands: all that registration needs of it. */
const tenderStream: MakeModule = () => ({ name: 'tender', aggregates: [tender] });

export function freshId(): string {
  return randomBytes(8).toString('hex');
}

/** A platform with the Alxa centre, its housing department, an initiator and an agency. */
export async function projectPlatform(more: readonly MakeModule[] = []) {
  const platform = await testPlatform([makeSubjectModule, makeVenueModule, makeProjectModule, tenderStream, ...more]);
  const centre = await found(platform, { n: 1, kind: 'centre', name: '阿拉善盟公共资源交易中心', roles: ['serve.venue', 'serve.witness'] });
  const department = await found(platform, { n: 2, kind: 'department', name: '阿拉善左旗住房和城乡建设局', areaCode: '152921', offices: ['housing'], roles: ['supervise.officer'] });
  const initiator = await found(platform, { n: 3, kind: 'initiator', name: '阿拉善左旗教育局', areaCode: '152921', roles: ['initiate.operator'] });
  const agency = await found(platform, { n: 4, kind: 'agency', name: '草原招标代理有限公司', roles: ['initiate.operator'] });
  const bidder = await found(platform, { n: 5, kind: 'enterprise', name: '大漠工程有限公司', roles: ['respond.operator'] });

  function content(over: object = {}) {
    return {
      projectId: freshId(), tenderId: freshId(), name: '阿拉善左旗第三小学教学楼建设工程', approvalCode: '2606-152921-04-01-100001',
      areaCode: '152921', sector: 'housing', catalogueItem: '0101', contractKind: 'works', fund: { kind: 'stateControlled' },
      estimateFen: '9800000000', initiatorOrgId: initiator.orgId, agency: null, method: 'open', methodReason: null,
      lots: [{ name: '教学楼施工', scope: '教学楼土建与安装', estimateFen: '6800000000' }, { name: '操场及附属施工', scope: '操场、围墙与管网', estimateFen: '3000000000' }],
      truthfulness: true, ...over,
    };
  }

  async function signed(who: TestPerson, over: object = {}) {
    const body = content(over);
    const { projectId, tenderId } = body;
    return { ...body, signature: await who.sign('project.register', { projectId, tenderId }, body) };
  }

  /** Puts an agreement where the upload route puts it. */
  async function agreement(orgId: string): Promise<FileRef> {
    const stored = await platform.platform.files.put(Readable.from([Buffer.from(`委托协议 ${freshId()}`)]));
    const file = { ...stored, name: '委托协议.pdf', mediaType: 'application/pdf' };
    await openUploads(platform.platform.dataDir).record(orgId, file);
    return file;
  }

  return { ...platform, centre, department, initiator, agency, bidder, content, signed, agreement };
}

export function first(of: { readonly people: readonly TestPerson[] }): TestPerson {
  const [person] = of.people;
  if (!person) throw new Error('nobody there');
  return person;
}
