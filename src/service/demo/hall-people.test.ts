import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '#kernel/time/instant.ts';
import type { DemoPerson } from '#service/subject/demo-people.types.ts';
import { withHalls, type HallPart } from './hall-people.ts';

const person = (personId: string, orgId: string, role: DemoPerson['role']): DemoPerson => ({ personId, name: personId, orgId, orgName: orgId, detail: null, role });
const groups = [
  { role: 'initiate.operator' as const, roleName: '项目经办人', people: [person('seller', 'S', 'initiate.operator')] },
  { role: 'initiate.representative' as const, roleName: '招标人代表', people: [person('other', 'S', 'initiate.representative')] },
  { role: 'respond.operator' as const, roleName: '投标经办人', people: [person('bidder', 'B', 'respond.operator'), person('stranger', 'X', 'respond.operator')] },
  { role: 'buy.person' as const, roleName: '个人竞买人', people: [person('herder', 'P', 'buy.person')] },
];
const part = (orgId: string, as: string, isRunning = true): HallPart => ({ lotId: 'l-1', title: '户外广告', isRunning, startAt: instant(0), orgId, as });

test('R-196 选人登录时，能进的竞价大厅排在最前，写明每个人是竞买人几号（单位或者个人）、出让方还是监督部门', () => {
  const [hall, ...rest] = withHalls(groups, [part('B', '竞买人，39 号'), part('P', '竞买人，12 号'), part('S', '出让方')]);
  assert.deepEqual([hall?.roleName, hall?.people.map(({ personId, duty }) => [personId, duty])], ['竞价大厅 · 户外广告 · 竞价中', [['bidder', '竞买人，39 号'], ['herder', '竞买人，12 号'], ['seller', '出让方']]]);
  assert.deepEqual(rest, groups);
  assert.match(withHalls(groups, [part('B', '竞买人', false)])[0]?.roleName ?? '', /01-01 08:00 开始$/);
  assert.deepEqual(withHalls(groups, []), groups);
});
