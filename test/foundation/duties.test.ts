import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dutyOfKind, roles, rolesOfKind, type Duty, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { buying, functions, functionsOfDuty, shared, type LegalFunction } from './duties.ts';
import { everyModule } from './every-module.testing.ts';

const commands = (await everyModule()).flatMap((module) => [...(module.commands ?? [])]);
const allRoles = Object.keys(roles) as Role[];
const kinds = Object.keys(dutyOfKind) as OrganisationKind[];
const regulating: readonly LegalFunction[] = ['approve', 'file', 'supervise', 'penalise'];

describe('separation of duties', () => {
  test('R-186 R-187 every command is one thing to the law, and none is left out', () => {
    assert.deepEqual(commands.map(({ name }) => name).filter((name) => !(name in functions)), [], 'say in duties.ts what this command is');
    assert.deepEqual(Object.keys(functions).filter((name) => !commands.some((command) => command.name === name)), [], 'this command is no more');
  });

  test('R-186 R-187 over all roles and all commands: a role runs only what its duty may do', () => {
    let pairs = 0;
    for (const command of commands) for (const role of allRoles) {
      pairs++;
      if (!command.roles.includes(role)) continue;
      const does = functions[command.name] as LegalFunction;
      assert.ok(functionsOfDuty[roles[role].duty].includes(does), `${role} runs ${command.name}, which is to ${does}`);
    }
    assert.equal(pairs, commands.length * allRoles.length);
  });

  test('R-186 R-148 服务机构及其人员没有任何审批、备案、监督、处罚的操作', () => {
    const serving = allRoles.filter((role) => roles[role].duty === 'serve' || roles[role].duty === 'operate');
    assert.equal(serving.length, 4);
    for (const command of commands.filter(({ name }) => regulating.includes(functions[name] as LegalFunction))) {
      for (const role of serving) assert.ok(!command.roles.includes(role), `${role}: ${command.name}`);
    }
    for (const duty of ['serve', 'operate', 'initiate', 'respond', 'buy', 'exchange', 'conduct', 'evaluate', 'certify', 'hold-key'] as const) assert.deepEqual(functionsOfDuty[duty].filter((does) => regulating.includes(does)), []);
  });

  test('R-007 综合管理机构和运行服务机构同为服务，只有服务的操作；运维机构没有任何操作；联席会议办公室和社会公众没有身份，只看公开的', () => {
    const functionsOf = (kind: OrganisationKind) => new Set(commands.filter((command) => command.roles.some((role) => rolesOfKind(kind).includes(role))).map(({ name }) => functions[name]));
    assert.deepEqual([...functionsOf('centre')].filter((does) => !['venue', 'witness', 'certificate', 'archive', 'refund', 'holder', 'register'].includes(does ?? '')), []);
    assert.deepEqual([...functionsOf('platform')], []);
    assert.deepEqual([...functionsOf('department')].filter((does) => !regulating.includes(does as LegalFunction)), []);
    assert.deepEqual(kinds.filter((kind) => !['initiator', 'agency', 'enterprise', 'naturalPerson', 'exchange', 'auctionHouse', 'expertPool', 'centre', 'department', 'authority', 'platform'].includes(kind)), []);
  });

  test('R-187 监督部门不参与交易：不招标、不投标、不评标、不见证', () => {
    for (const command of commands.filter(({ roles: may }) => may.some((role) => roles[role].duty === 'supervise'))) {
      assert.ok(regulating.includes(functions[command.name] as LegalFunction), command.name);
    }
  });

  test('R-187 a command belongs to one duty, but for those that are shared by name', () => {
    for (const command of commands) {
      const duties = new Set<Duty>(command.roles.map((role) => roles[role].duty).filter((duty) => duty !== 'system'));
      assert.equal(duties.size > 1, command.name in shared, `${command.name}: ${[...duties].join(' and ')}`);
    }
    for (const role of ['initiate.operator'] as const) assert.ok(!commands.some((command) => functions[command.name] === 'evaluate' && command.roles.includes(role)), 'of the initiator, the representative alone evaluates');
  });

  test('R-087 个人与企业同样竞买：对所有命令，凡企业可以办的申请和竞价，个人都可以办；招标投标的命令个人一项也没有', () => {
    const buys = ({ name }: { readonly name: string }) => /^(?:application|auction)\./.test(name);
    for (const command of commands) {
      const [firm, person] = [command.roles.includes('respond.operator'), command.roles.includes('buy.person')];
      if (buys(command)) assert.equal(person, firm, command.name);
      else assert.ok(!person || functions[command.name] !== 'respond', command.name);
    }
    assert.deepEqual(commands.filter((command) => buys(command) && functions[command.name] === 'respond').map(({ name }) => name).toSorted(), buying.toSorted());
  });

  test('R-114 R-186 竞买资格只由出让、转让的一方确认：对所有命令，中心、产权交易机构、拍卖企业没有一项是审核资格', () => {
    const judging = commands.filter(({ name }) => name === 'application.qualify');
    assert.deepEqual(judging.map(({ roles: may }) => [...may]), [['initiate.operator']]);
    const others = allRoles.filter((role) => ['serve', 'exchange', 'conduct', 'operate', 'certify'].includes(roles[role].duty));
    for (const command of commands.filter(({ name }) => name.startsWith('application.'))) for (const role of others) assert.ok(!command.roles.includes(role), `${role}: ${command.name}`);
    for (const duty of ['serve', 'exchange', 'conduct'] as const) assert.deepEqual(functionsOfDuty[duty].filter((does) => [...regulating, 'respond', 'evaluate'].includes(does)), []);
  });

  test('R-119 企业国有产权由产权交易机构发布：对所有命令，中心一项也不能发布，产权交易机构不能竞买、不能主持拍卖', () => {
    const doneBy = (duty: Duty) => commands.filter(({ roles: may }) => may.some((role) => roles[role].duty === duty)).map(({ name }) => functions[name]);
    assert.ok(!doneBy('serve').includes('initiate'));
    assert.ok(doneBy('exchange').includes('initiate'));
    for (const never of ['respond', 'conduct', 'evaluate', 'witness', 'archive'] as const) assert.ok(!doneBy('exchange').includes(never), never);
  });

  test('R-186 an organisation of one kind can hold roles of one duty only; a centre cannot be given another', () => {
    for (const kind of kinds) {
      const held = rolesOfKind(kind);
      assert.deepEqual([...new Set(held.map((role) => roles[role].duty))], [dutyOfKind[kind]]);
    }
    assert.deepEqual(rolesOfKind('centre'), ['serve.witness', 'serve.venue', 'serve.archive']);
    assert.ok(kinds.every((kind) => !rolesOfKind(kind).some((role) => ['system.clock', 'hold-key.agent'].includes(role))), 'no person is the clock or an agent');
  });
});
