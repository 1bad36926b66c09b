import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { AnyAggregate } from '#kernel/decider.ts';
import { disclosureClasses } from '#kernel/decider.ts';
import { relations, type Relation } from '#evidence/journal/disclosure.ts';
import { isOwn, owners } from '#service/feed/owner.ts';
import { disclosureTable, readersOf, rowsOf, tablePath, type Row } from '../../tools/disclosure-table.ts';
import { everyModule } from './every-module.testing.ts';

const aggregates: AnyAggregate[] = (await everyModule()).flatMap((module) => [...(module.aggregates ?? [])]);
const rows = aggregates.flatMap(rowsOf);

/** Nobody of these reads any part of these rows, at once, by its class. */
function hiddenFrom(unwanted: readonly Relation[], chosen: readonly Row[]): void {
  assert.ok(chosen.length > 0, 'the rule speaks of something that exists');
  for (const { type, kind, part, class: disclosureClass } of chosen) {
    for (const reader of readersOf(disclosureClass)) assert.ok(!unwanted.includes(reader), `${type}.${kind} (${String(part)}, ${disclosureClass}) is read by ${reader}`);
  }
}
const of = (...types: string[]): Row[] => rows.filter(({ type }) => types.includes(type));
const field = (type: string, kind: string, ...names: string[]): Row[] =>
  names.flatMap((name) => rows.filter((row) => row.type === type && row.kind === kind && (row.part === 'header' ? !rows.some((other) => other !== row && other.type === type && other.kind === kind && other.part.includes(name)) : row.part.includes(name))));
const allBut = (...kept: Relation[]): Relation[] => relations.filter((relation) => !kept.includes(relation));

describe('who reads what', () => {
  test('R-191 保密分级表与代码一致', async () => {
    assert.equal(readFileSync(tablePath, 'utf8'), await disclosureTable(), 'run: node tools/disclosure-table.ts');
  });

  test('R-191 every kind of event has a class that exists', () => {
    for (const row of rows) assert.ok(disclosureClasses.includes(row.class), `${row.type}.${row.kind}`);
    assert.ok(aggregates.length >= 27 && rows.length >= 150);
  });

  test('R-191 获取文件、递交投标的单位和数量，开标前除本单位外无人可见，中心、监督部门也不例外', () => {
    hiddenFrom(allBut('self'), of('bid', 'taking', 'taker'));
    hiddenFrom(allBut('self'), of('inquiry').filter(({ part }) => part === 'header'));
    hiddenFrom(allBut('self', 'initiator', 'department'), of('inquiry', 'notice'));
  });

  test('R-191 R-203 谁提出异议，只有本单位、招标人和监督部门知道', () => {
    hiddenFrom(allBut('self', 'initiator', 'department'), of('objection'));
    hiddenFrom(allBut('self', 'initiator', 'department'), [
      ...of('tender').filter(({ kind, part }) => kind === 'ObjectionNoted' && part === 'header'),
      ...field('opening', 'SpotObjectionRaised', 'bidderId', 'act'),
    ]);
  });

  test('R-191 R-092 失败标段是谁的保证金、上传的合同，不给不该看的人', () => {
    hiddenFrom(allBut('self'), field('deposit', 'SealedDepositRecorded', 'bidderId', 'bidderName'));
    hiddenFrom(allBut('self', 'initiator', 'department'), [...field('contract', 'ContractUploaded', 'terms', 'upload'), ...field('deposit', 'DepositForfeited', 'explanation', 'evidence')]);
  });

  test('R-077 专家名单在依法公开前，只有专家本人和监督部门可见', () => {
    hiddenFrom(allBut('self', 'department'), [...of('expert', 'call', 'draw'), ...field('panel', 'Drawn', 'members'), ...field('panel', 'MembersReplaced', 'joined', 'departed')]);
    for (const kind of ['MemberCalled', 'CallClosed', 'MemberAccepted', 'AvoidanceSigned', 'BiddersMatched']) hiddenFrom(allBut('self', 'department'), of('panel').filter((row) => row.kind === kind));
    hiddenFrom(['public'], field('panel', 'MembersNamed', 'members'));
  });

  test('R-077 评审情况只有评标委员会和监督部门可见；各人的打分在全体提交前只有本人可见', () => {
    const later = ['EvaluationReported', 'EvaluationReturned'];
    hiddenFrom(allBut('self', 'panel', 'department'), of('evaluation').filter(({ kind }) => !later.includes(kind)));
    hiddenFrom(['public', 'centre', 'participant', 'panel'], of('evaluation').filter(({ kind }) => later.includes(kind)));
    hiddenFrom(allBut('self'), of('evaluation').filter(({ kind }) => kind === 'Scored'));
  });

  test('R-191 密钥、单价、评标地点、候选人公示前的报告、账户不对外', () => {
    hiddenFrom(['public', 'initiator', 'centre', 'participant'], [
      ...field('opening', 'SharesReleased', 'shares', 'escrowShares', 'contribution', 'act'), ...field('opening', 'KeyGivenByBidder', 'key'), ...field('opening', 'PricesAnnounced', 'lines', 'stageKeys'),
    ]);
    hiddenFrom(['public'], field('opening', 'OpeningClosed', 'manifests'));
    hiddenFrom(['public', 'centre', 'participant'], [...field('panel', 'PanelRequested', 'reportAt', 'place', 'avoidance', 'representative'), ...of('tender').filter(({ kind }) => kind === 'DraftComposed'), ...of('award').filter(({ kind }) => kind === 'ReportReceived')]);
    hiddenFrom(allBut('self'), field('organisation', 'OrganisationRegistered', 'basicAccount', 'act'));
    hiddenFrom(allBut('self'), field('person', 'PersonEnrolled', 'name'));
  });

  test('R-186 the centre reads nothing beyond what every party reads, but its own witnessing', () => {
    for (const row of rows) {
      if (readersOf(row.class).includes('centre')) assert.ok(row.class === 'public' || row.class === 'parties' || row.type === 'witness', `${row.type}.${row.kind}: ${row.class}`);
    }
  });

  test('R-077 what is an expert’s alone never stands in a stream of an organisation', () => {
    for (const row of rows.filter((each) => each.class === 'names')) assert.notEqual(owners[row.type] ?? 'actor', 'organisation', row.type);
    for (const type of Object.keys(owners)) assert.ok(aggregates.some((aggregate) => aggregate.type === type), `${type} exists`);
  });

  test('R-191 of a stream of an organisation, another organisation owns nothing though its person acted', () => {
    const viewer = { id: 'person:a', role: 'respond.operator', personId: 'a', orgId: 'B1' } as const;
    for (const { type } of aggregates.filter((aggregate) => owners[aggregate.type] === 'organisation')) {
      assert.ok(isOwn(`${type}:x:B1`, 'person:z', viewer));
      assert.equal(isOwn(`${type}:x:B2`, viewer.id, viewer), false);
    }
  });
});

/** The names by which any `evolve` of one aggregate asks: what a state of it, copied, brings along. */
type Names = Set<string>;

/** Anything: whatever is asked of it, it has, the same each time; a list of one, and 1 when counted or printed. */
function anything(names: Names, known: Readonly<Record<string, unknown>> = {}): object {
  const fields = new Map<string, unknown>(Object.entries(known));
  function fieldOf(name: string): unknown {
    if (!fields.has(name)) fields.set(name, anything(names));
    return fields.get(name);
  }
  const one = (): unknown => fieldOf('of a list');
  const asList: Readonly<Record<PropertyKey, unknown>> = {
    length: 0,
    map: (change: (item: unknown, at: number) => unknown) => [change(one(), 0)], flatMap: (change: (item: unknown, at: number) => unknown) => [change(one(), 0)].flat(),
    filter: (isWanted: (item: unknown, at: number) => boolean) => [one()].filter(isWanted),
    [Symbol.iterator]: () => [one()].values(), [Symbol.toPrimitive]: () => 1,
  };
  return new Proxy(() => undefined, {
    get(_target, name): unknown {
      if (Object.hasOwn(asList, name)) return asList[name];
      if (typeof name === 'symbol') return undefined;
      names.add(name);
      return fieldOf(name);
    },
    ownKeys: () => [...names],
    getOwnPropertyDescriptor: (_target, name) => ({ configurable: true, enumerable: true, writable: true, value: fieldOf(String(name)) }),
    apply: () => anything(names),
  });
}

function fold(aggregate: AnyAggregate, kind: string, names: Names): { readonly before: object; readonly after: unknown } {
  const before = anything(names);
  return { before, after: aggregate.evolve(before, anything(names, { kind }) as { kind: string }, { at: 0 as never, actor: 'x', version: 1, id: 'a:b:c' }) };
}

/** Every field of the one is that of the other: a copy says nothing new. */
function isCopy(after: object, before: object): boolean {
  return Object.entries(after).every(([name, value]) => value === Reflect.get(before, name));
}

/** What is wrong with how this kind is folded; null when it has its part in the state. */
function faultOf(aggregate: AnyAggregate, kind: string, names: Names): string | null {
  try {
    const { before, after } = fold(aggregate, kind, names);
    if (typeof after !== 'object' && typeof after !== 'function' || after === null) return 'leaves no state';
    return isCopy(after, before) ? 'changes nothing' : null;
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

/** Names are learned from all kinds first: a copy of a state then has what any of them asks for. */
function namesOf(aggregate: AnyAggregate, kinds: readonly string[]): Names {
  const names: Names = new Set();
  for (const kind of kinds) faultOf(aggregate, kind, names);
  return names;
}

/** Told to others only: the state of the stream stays as it is. */
const tellsOnly: readonly string[] = ['opening.LotFailed', 'draw.Disclosed', 'evaluation.Disclosed', 'auction.ParticipantsAnnounced', 'auction.ReserveOpened'];

describe('every event folds', () => {
  for (const aggregate of aggregates) {
    test(`R-191 ${aggregate.type}: each kind it may hold changes its state, and none makes it throw`, () => {
      const kinds = Object.keys(aggregate.disclosure);
      const names = namesOf(aggregate, kinds);
      assert.ok(kinds.length > 0);
      for (const kind of kinds) {
        const name = `${aggregate.type}.${kind}`;
        assert.equal(faultOf(aggregate, kind, names), tellsOnly.includes(name) ? 'changes nothing' : null, name);
      }
    });
  }

  test('R-191 an evolve that ignores the event, copies the state, leaves none or throws is found', () => {
    const broken = (evolve: AnyAggregate['evolve']): string | null => {
      const aggregate: AnyAggregate = { type: 'broken', disclosure: {}, evolve };
      return faultOf(aggregate, 'Happened', namesOf(aggregate, ['Happened']));
    };
    assert.equal(broken((state) => state), 'changes nothing');
    assert.equal(broken((state) => ({ ...(state as object) })), 'changes nothing');
    assert.equal(broken(() => undefined), 'leaves no state');
    assert.match(broken(() => assert.fail('Happened')) ?? '', /throws/);
    assert.equal(broken((state) => ({ ...(state as object), isOver: true })), null);
  });
});
