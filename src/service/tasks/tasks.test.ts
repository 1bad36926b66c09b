import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instant, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Call } from '#trade/panel/call.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { bidderTasks } from './bidder-tasks.view.ts';
import { initiatorTasks } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import { callTasks, memberTasks } from './member-tasks.view.ts';
import { officeTasks } from './office-tasks.view.ts';

const now = instant(1_800_000_000_000_000);
const deadlineAt = instant(now + 5 * microsPerDay);
const [initiator, bidder, centre, department] = ['I', 'B', 'C', 'D'].map((orgId) => ({ orgId, name: orgId })) as [Party, Party, Party, Party];
type Party = { orgId: string; name: string };

const open = {
  tenderId: 't1', name: '门诊楼施工', category: 'construction', areaCode: '150105', registeredOn: '2026-11-21', initiator, agency: null, centre, department, status: 'published', lots: [{ lotId: 't1-1', number: 1, name: '施工', scope: '', estimateFen: '1' }], venue: null, draft: null,
  published: { document: { bidDeadlineAt: deadlineAt, documentFrom: now, documentUntil: deadlineAt, lots: [{ lotId: 't1-1' }] } }, amendments: [], openObjections: [], suspension: null, postponed: null,
} as unknown as Tender;

function involvement(over: Partial<Involvement> = {}): Involvement {
  return { tender: open, hall: null, opening: null, panel: null, evaluations: [], awards: [], contracts: new Map(), archives: [], declaredDeposits: [], dueDeposits: [], ...over };
}
const as = (role: Viewer['role'], orgId: string, personId = 'p1'): Viewer => ({ role, orgId, personId, now });
const titles = (tasks: readonly { title: string }[]): string[] => tasks.map(({ title }) => title);

describe('what waits for whom', () => {
  test('开标前还没有评标委员会，招标人的待办里就有申请组建，写着开标时刻', () => {
    const [task] = initiatorTasks(involvement(), as('initiate.operator', initiator.orgId));
    assert.deepEqual([task?.title, task?.due?.at, task?.href], ['申请组建评标委员会', deadlineAt, '/desk/panels/t1']);
    assert.deepEqual(initiatorTasks(involvement({ panel: { status: 'drawn' } as Involvement['panel'] }), as('initiate.operator', initiator.orgId)), []);
  });

  test('R-063 截止时还没有评标委员会的，待办不消失：开标之后仍可申请，直到招标结束', () => {
    const late = { ...as('initiate.operator', initiator.orgId), now: instant(deadlineAt + 1) };
    const after = (status: Tender['status']) => initiatorTasks(involvement({ tender: { ...open, status } }), late).filter(({ id }) => id.startsWith('panel'));
    assert.deepEqual(after('closed').map(({ title, due }) => [title, due]), [['申请组建评标委员会', null]]);
    assert.deepEqual(after('ended'), []);
  });

  test('R-108 未答复的异议列在待办，期限取最早的一件；监督部门在逾期后看到', () => {
    const objected = { ...open, openObjections: [2, 1].map((days) => ({ objectionId: `o${days}`, target: 'document' as const, lotId: null, raisedAt: now, replyBy: instant(now + days * microsPerDay) })) };
    const task = initiatorTasks(involvement({ tender: objected }), as('initiate.operator', initiator.orgId)).find(({ id }) => id.startsWith('objection'));
    assert.equal(task?.due?.at, now + microsPerDay);
    assert.deepEqual(officeTasks(involvement({ tender: objected }), as('supervise.officer', department.orgId)), []);
    const late = { ...as('supervise.officer', department.orgId), now: instant(now + 2 * microsPerDay) };
    assert.deepEqual(titles(officeTasks(involvement({ tender: objected }), late)), ['招标人逾期未答复异议（2 件）']);
  });

  test('R-088 已获取文件、还没递交的投标人看到递交和截止；递交了就没有；有修改没看过，另有一条', () => {
    const none = { seenNumber: 0, bids: new Map() };
    assert.deepEqual(titles(bidderTasks(involvement(), none, as('respond.operator', bidder.orgId))), ['编制并递交投标文件']);
    const handedIn = { seenNumber: 0, bids: new Map([['t1-1', { status: 'submitted' }]]) } as unknown as Parameters<typeof bidderTasks>[1];
    assert.deepEqual(bidderTasks(involvement(), handedIn, as('respond.operator', bidder.orgId)), []);
    const amended = { ...open, amendments: [{ number: 1 }, { number: 2 }] } as unknown as Tender;
    assert.deepEqual(titles(bidderTasks(involvement({ tender: amended }), { ...handedIn, seenNumber: 1 }, as('respond.operator', bidder.orgId))), ['查看澄清、修改（1 条）']);
  });

  test('R-077 专家的待办只有地点和答复截止，没有项目；报到前半小时以前什么都不说', () => {
    const calls = [{ callId: 'c', tenderId: 't1', place: '评标一室', status: 'open', answerBy: instant(now + microsPerHour) }] as unknown as Call[];
    assert.deepEqual(JSON.stringify(callTasks(calls, now)).includes('t1'), false);
    assert.equal(callTasks(calls, now + 2 * microsPerHour).length, 0);
    const panel = { tenderId: 't1', status: 'drawn', bidders: ['B'], reportAt: instant(now + microsPerHour), members: [{ personId: 'p1', memberId: 'm1', kind: 'expert', status: 'accepted', avoidanceSignedAt: null }] } as unknown as Involvement['panel'];
    assert.deepEqual(memberTasks(involvement({ panel }), as('evaluate.expert', 'pool')), []);
    assert.deepEqual(titles(memberTasks(involvement({ panel }), { ...as('evaluate.expert', 'pool'), now: instant(now + 0.6 * microsPerHour) })), ['签署回避声明']);
  });

  test('R-101 通知书发出以后，招标人起草合同，签约期限在旁边；代理机构不替招标人签', () => {
    const award = { lotId: 't1-1', status: 'reported', letterAt: now, contractBy: instant(now + microsPerDay), reportedAt: now, winner: { bidderId: 'B' }, publicity: { until: now }, contractSignedAt: null } as unknown as Award;
    const drafting = initiatorTasks(involvement({ awards: [award], panel: { status: 'seated' } as Involvement['panel'] }), as('initiate.operator', initiator.orgId));
    assert.deepEqual(titles(drafting), ['起草合同']);
    const drafted = involvement({ tender: { ...open, agency: { orgId: 'A', name: 'A' } } as unknown as Tender, awards: [award], panel: { status: 'seated' } as Involvement['panel'], contracts: new Map([['t1-1', { status: 'drafted', signatures: [] }]]) as unknown as Involvement['contracts'] });
    assert.deepEqual(titles(initiatorTasks(drafted, as('initiate.operator', initiator.orgId))), ['签订合同']);
    assert.deepEqual(initiatorTasks(drafted, as('initiate.operator', 'A')), []);
    assert.deepEqual(titles(bidderTasks(drafted, { seenNumber: 0, bids: new Map([['t1-1', { status: 'submitted' }]]) as never }, as('respond.operator', bidder.orgId))), ['签订合同']);
  });

  test('R-092 没有核对到账的保证金，招标人有待办；退还的事由发生了，写上期限；核对完就没有', () => {
    const at = instant(now + microsPerDay);
    const arrivals = (declaredDeposits: Involvement['declaredDeposits'], role: Viewer['role'] = 'initiate.operator') => initiatorTasks(involvement({ declaredDeposits }), as(role, initiator.orgId)).filter(({ id }) => id.startsWith('arrivals')).map(({ title, due }) => [title, due?.at ?? null]);
    assert.deepEqual(arrivals([{ returnBy: null }, { returnBy: null }]), [['核对投标保证金到账（2 笔）', null]]);
    assert.deepEqual(arrivals([{ returnBy: null }, { returnBy: at }]), [['核对投标保证金到账（2 笔）', at]]);
    assert.deepEqual([arrivals([]), arrivals([{ returnBy: null }], 'initiate.representative')], [[], []]);
  });

  test('R-079 七天内开标还没有开标室，场地管理看得到；见证人员在一天之内看到', () => {
    assert.deepEqual(titles(officeTasks(involvement(), as('serve.venue', centre.orgId))), ['还没有开标室']);
    assert.deepEqual(officeTasks(involvement(), as('serve.witness', centre.orgId)), []);
    const eve = { ...as('serve.witness', centre.orgId), now: instant(deadlineAt - microsPerHour) };
    assert.deepEqual(titles(officeTasks(involvement(), eve)), ['准备见证开标']);
  });
});
