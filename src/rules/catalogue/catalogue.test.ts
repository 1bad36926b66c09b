import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { isDivisionCode, leagues } from '#kernel/divisions.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { packFor } from '../registry.ts';
import { supervisorFor } from './departments.ts';
import { checkEntry, type ContractKind, type Fund } from './entry.ts';
import { catalogueOn, findItem } from './items.ts';
import { alxaCode, alxaRoutes } from './routing.alxa.ts';
import { routeChoices, routeOf } from './routing.ts';

const yuan = (amount: number): bigint => BigInt(amount) * 100n;
const pack = packFor({ category: 'construction', regionCode: '150105', on: plainDate('2026-11-21') });
const edition = present(catalogueOn(plainDate('2026-11-21')), 'catalogue');
const building = present(findItem(edition, '0101'), 'item 0101');
const state: Fund = { kind: 'stateControlled' };

describe('交易目录', () => {
  test('R-023 目录九类，项目代码不重复并归于本类', () => {
    assert.deepEqual(edition.groups.map((group) => group.code), ['01', '02', '03', '04', '05', '06', '07', '08', '09']);
    const items = edition.groups.flatMap((group) => group.items.map((item) => ({ group: group.code, code: item.code })));
    assert.equal(new Set(items.map((item) => item.code)).size, items.length);
    assert.ok(items.every((item) => item.code.startsWith(item.group)));
  });

  test('R-022 目录按版本生效：新版自其施行日起取代旧版，此前的日子仍用旧版', () => {
    const next = { ...edition, id: '2027', validFrom: plainDate('2027-01-01'), groups: [] };
    const at = (day: string) => catalogueOn(plainDate(day), [edition, next])?.id ?? null;
    assert.deepEqual(['2022-02-28', '2022-03-01', '2026-12-31', '2027-01-01'].map(at), [null, '2022', '2022', '2027']);
  });

  test('R-024 旧目录的品类仍能表达', () => {
    const names = edition.groups.flatMap((group) => group.items.map((item) => item.name)).join();
    for (const kind of ['特许经营权', '特种行业', '道路经营权', '罚没', '冠名权', '户外广告', '公务用车', '文化产权', '知识产权']) assert.ok(names.includes(kind), kind);
  });

  test('R-026 施工四百万、货物二百万、服务一百万以上必须招标，含本数', () => {
    const duty = (kind: ContractKind, amount: bigint): string => checkEntry(building, { kind, estimateFen: amount }, state, pack).duty;
    for (const [kind, least] of [['works', 4_000_000], ['goods', 2_000_000], ['service', 1_000_000]] as const) {
      assert.deepEqual([duty(kind, yuan(least)), duty(kind, yuan(least) - 1n)], ['mustTender', 'voluntary'], kind);
    }
  });

  test('R-026 预算资金须二百万以上且占百分之十以上；民间资金自愿进场', () => {
    const duty = (fund: Fund): string => checkEntry(building, { kind: 'works', estimateFen: yuan(5_000_000) }, fund, pack).duty;
    assert.equal(duty({ kind: 'budget', budgetFen: yuan(2_000_000), budgetShare: '0.1' }), 'mustTender');
    assert.equal(duty({ kind: 'budget', budgetFen: yuan(1_999_999), budgetShare: '0.5' }), 'voluntary');
    assert.equal(duty({ kind: 'budget', budgetFen: yuan(2_000_000), budgetShare: '0.09' }), 'voluntary');
    assert.equal(duty({ kind: 'private' }), 'voluntary');
  });

  test('R-026 国有资金项目邀请招标须有法定情形，其他依法必招项目可以选择', () => {
    const reasons = (fund: Fund): number | undefined =>
      checkEntry(building, { kind: 'works', estimateFen: yuan(5_000_000) }, fund, pack).methods.find((choice) => choice.method === 'invited')?.reasons.length;
    assert.equal(reasons(state), 2);
    assert.equal(reasons({ kind: 'donor' }), 0);
  });

  test('R-026 其他品类按目录应进必进', () => {
    assert.equal(checkEntry(present(findItem(edition, '0301'), 'land'), { kind: 'goods', estimateFen: 1n }, state, pack).duty, 'mustEnter');
  });
});

describe('属地进场', () => {
  const centre = (routeClass: Parameters<typeof routeOf>[0]['routeClass'], place: string, issuer?: 'league' | 'area'): string => {
    const { centre: { kind, areaCode } } = routeOf({ routeClass, place, ...(issuer ? { issuer } : {}) });
    return kind === 'propertyExchange' ? `产权${areaCode}` : areaCode;
  };
  const places = ['152900', '152921', '1529X1', '152922', '152923', '152971', '1529X2'];

  test('R-032 阿拉善盟属地进场决策表逐格相符', () => {
    const table = {
      procurement: ['152900', '152900', '152900', '152922', '152923', '152971', '152971'],
      construction: ['152900', '152900', '152900', '152922', '152923', '152971', '152971'],
      land: ['152900', '152900', '152900', '152922', '152923', '152900', '152900'],
      property: ['产权152900', '产权152900', '产权152900', '产权152900', '产权152900', '产权152971', '产权152971'],
      other: ['152900', '152900', '152900', '152922', '152923', '152971', '152971'],
    } as const;
    for (const [routeClass, expected] of Object.entries(table)) {
      assert.deepEqual(places.map((place) => centre(routeClass as keyof typeof table, place)), expected, routeClass);
    }
  });

  test('R-034 矿业权按出让机关的层级进场', () => {
    assert.deepEqual(places.map((place) => centre('mining', place, 'league')), places.map(() => '152900'));
    assert.deepEqual(['152922', '152923', '152971'].map((place) => centre('mining', place, 'area')), ['152922', '152923', '152971']);
    assert.equal(centre('mining', '152922'), '152922');
  });

  test('R-032 文件没有写明的格子标为未核实并附说明', () => {
    assert.equal(routeOf({ routeClass: 'land', place: '152900' }).certainty, 'unverified');
    assert.ok(alxaRoutes.filter((row) => row.certainty === 'unverified').every((row) => row.note !== undefined));
  });

  test('R-032 决策表的地点都是区划内的代码，一问只有一行作答', () => {
    for (const row of alxaRoutes) for (const place of row.places) {
      assert.ok(isDivisionCode(place));
      const same = alxaRoutes.filter((other) => other.routeClass === row.routeClass && other.issuer === row.issuer && other.places.includes(place));
      assert.equal(same.length, 1, `${row.routeClass} ${place}`);
    }
    assert.equal(alxaRoutes.every((row) => row.citation.endsWith('第九条')), true);
  });

  test('R-032 其他盟市默认进本盟市中心，自治区本级进自治区中心', () => {
    for (const own of leagues().filter((league) => league.code !== alxaCode)) for (const area of own.areas) assert.equal(centre('construction', area.code), own.code);
    assert.equal(centre('construction', '150000'), '150000');
  });

  test('R-010 跨盟市项目由发起方自主选择平台', () => {
    const across = routeChoices('construction', ['150105', '150202']);
    assert.deepEqual([across.free, across.choices.map((route) => route.centre.areaCode)], [true, ['150100', '150200', '150000']]);
    const within = routeChoices('construction', ['150102', '150105']);
    assert.deepEqual([within.free, within.choices.map((route) => route.centre.areaCode)], [false, ['150100']]);
  });
});

describe('行政监督部门', () => {
  const name = (places: readonly string[]) => supervisorFor('housing', places).departmentName;

  test('R-008 房屋建筑由所在地住房和城乡建设部门监督，名称随层级', () => {
    assert.equal(building.sector, 'housing');
    assert.equal(name(['150105']), '赛罕区住房和城乡建设局');
    assert.equal(name(['150100']), '呼和浩特市住房和城乡建设局');
    assert.equal(name(['150000']), '内蒙古自治区住房和城乡建设厅');
  });

  test('R-009 跨旗县的由盟市、跨盟市的由自治区监督', () => {
    assert.equal(name(['150102', '150105']), '呼和浩特市住房和城乡建设局');
    const across = supervisorFor('housing', ['150105', '152921']);
    assert.deepEqual([across.departmentName, across.level, across.areaCode], ['内蒙古自治区住房和城乡建设厅', 'region', '150000']);
  });

  test('R-009 法规没有指明部门的不代为指定；功能区标为未核实', () => {
    assert.equal(supervisorFor(null, ['150105']).departmentName, null);
    const zone = supervisorFor('housing', ['1529X1']);
    assert.deepEqual([zone.departmentName, zone.level, zone.certainty], ['阿拉善盟住房和城乡建设局', 'league', 'unverified']);
  });
});
