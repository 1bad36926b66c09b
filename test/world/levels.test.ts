import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leagues, regionCode } from '#kernel/divisions.ts';
import { roles, type Role } from '#kernel/roles.ts';
import { saleKinds } from '#rules/sale/kinds.ts';
import { keyHolderParts } from '#service/keyholder/key-holder.ts';
import { assess, type RegistrationPlan } from '#trade/project/registration.ts';
import { officesOf } from '#trade/sale/sale.offices.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { makeCast } from './cast.ts';
import { centresOf, holderPlans } from './found.ts';

const cast = makeCast();
const plan: RegistrationPlan = {
  areaCode: '', sector: 'housing', catalogueItem: '0101', contractKind: 'works', fund: { kind: 'stateControlled' }, estimateFen: '500000000', method: 'open', methodReason: null,
  lots: [{ name: '一标段', scope: '施工', estimateFen: '500000000' }],
};

test('R-004 自治区、盟市、旗县任何一级的房屋建筑工程都能登记：都有开通的交易中心或者分支机构，都有监督部门', () => {
  const places = [regionCode, ...leagues().flatMap((league) => [league.code, ...league.areas.map(({ code }) => code)])];
  assert.ok(places.length > 110);
  for (const areaCode of places) {
    const judged = assess({ ...plan, areaCode }, plainDate('2026-11-21'));
    assert.ok(judged.ok, areaCode);
    const { route, supervisor } = judged.value;
    assert.ok(cast.organisations.some((each) => each.kind === 'centre' && each.areaCode === route.centre.areaCode && each.name === route.centre.name), `${areaCode}: ${route.centre.name}`);
    assert.ok(cast.organisations.some((each) => each.kind === 'department' && each.areaCode === supervisor.areaCode && each.offices.includes('housing')), `${areaCode}: ${supervisor.departmentName}`);
  }
});

test('R-004 R-008 任何一级、任何一种平台上的出让转让都找得到举办的中心或者产权交易机构，也找得到监督部门', () => {
  const places = [regionCode, ...leagues().flatMap((league) => [league.code, ...league.areas.map(({ code }) => code)])];
  const holders = new Set(cast.organisations.flatMap(({ kind, areaCode, offices }) => offices.map((office) => `${kind} ${areaCode} ${office}`)));
  for (const { code } of saleKinds().filter(({ runs }) => runs === 'platform')) {
    for (const place of places) {
      const { centre, department } = officesOf(code, place);
      assert.ok(holders.has(`${centre.office === 'propertyExchange' ? 'exchange' : 'centre'} ${centre.areaCode} ${centre.office}`), `${code} ${place}: ${centre.name}`);
      assert.ok(holders.has(`department ${department.areaCode} ${department.office}`), `${code} ${place}: ${department.name}`);
    }
  }
});

test('R-184 R-186 演示里每一种由人承担的职责都有人，产权交易机构有经办人、拍卖企业有持证的拍卖师和记录人', () => {
  const played = new Set(cast.people.map(({ role }) => role));
  const nobody = (Object.keys(roles) as Role[]).filter((role) => !['operate', 'hold-key', 'system'].includes(roles[role].duty) && !played.has(role));
  assert.deepEqual(nobody, []);
  for (const { orgId, name } of cast.organisations.filter(({ kind }) => kind === 'exchange')) assert.ok(cast.people.some((each) => each.orgId === orgId && each.role === 'exchange.operator'), name);
});

test('R-004 横向互联：每一级中心都替别处的项目当密钥保管方，也由别处的中心替自己当', () => {
  const centres = centresOf(cast);
  const holding = holderPlans(cast);
  for (const part of keyHolderParts.filter((each) => each.endsWith('centre'))) {
    assert.deepEqual(holding.filter((holder) => holder.part === part).map(({ organisation }) => organisation.orgId).sort(), centres.map(({ orgId }) => orgId).sort(), part);
  }
});
