import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { catalogueOn } from '../catalogue/items.ts';
import { getRule, type RulePack } from '../pack.ts';
import { packFor } from '../registry.ts';
import type { Unit } from '../rule.ts';
import { getSaleKind, mayPublishReserve, modesOf, parseSaleKind, publishesWinner, saleKindCodes, saleKinds, saleKindsOf, venueOf, type SaleKind, type SaleKindCode } from './kinds.ts';
import { isHeldInHall, type SaleMode } from './modes.ts';

const on = plainDate('2026-11-21');
const packOf = (kind: SaleKind, regionCode = '150105'): RulePack => packFor({ category: kind.pack, regionCode, on });
const edition = present(catalogueOn(on), 'catalogue');
const items = edition.groups.flatMap((group) => group.items);
const codes = (wanted: (kind: SaleKind) => boolean): SaleKindCode[] => saleKinds().filter(wanted).map(({ code }) => code);

describe('出让和转让的品类', () => {
  test('R-023 目录第三至第九类的每个品目都有对应的品类，规则包一致', () => {
    for (const item of items.filter(({ code }) => code >= '03')) {
      const kinds = saleKindsOf(item.code);
      assert.ok(kinds.length > 0, item.name);
      for (const kind of kinds) assert.equal(item.pack, kind.runs === 'platform' ? kind.pack : null, item.name);
    }
    assert.deepEqual(saleKindsOf('0101'), []);
    assert.deepEqual(codes(({ items: own }) => own.some((code) => !items.some((item) => item.code === code))), []);
  });

  test('R-024 旧目录的品类各有品类可用', () => {
    const titles = saleKinds().map(({ title }) => title).join();
    for (const word of ['特许经营权', '特种行业', '道路经营权', '罚没', '冠名权', '户外广告', '公务用车', '文化产权', '知识产权']) assert.ok(titles.includes(word), word);
  });

  test('R-023 品类代码是封闭的，不重复，认不得的不接受', () => {
    assert.deepEqual(saleKinds().map(({ code }) => code).toSorted(), [...saleKindCodes].toSorted());
    assert.deepEqual([parseSaleKind('stateLand'), parseSaleKind('land')], ['stateLand', null]);
  });

  test('R-087 每个品类引用的规则键都在它的规则包里，单位相符，在全区任一地点都有', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'platform')) for (const place of ['150105', '152922']) {
      const pack = packOf(kind, place);
      for (const [key, units] of expectedUnits(kind)) assert.ok(units.includes(getRule(pack, key).unit), `${kind.code} ${key}`);
    }
  });

  test('R-006 各品类用自己的称谓：出让人与竞买人、转让方与意向受让方、增资企业与意向投资方', () => {
    const terms = (code: SaleKindCode): string[] => { const { initiator, participant, winner, notice } = getSaleKind(code).terms; return [initiator, participant, winner, notice]; };
    assert.deepEqual(terms('stateLand'), ['出让人', '竞买人', '竞得人', '出让公告']);
    assert.deepEqual(terms('shares'), ['转让方', '意向受让方', '受让方', '信息披露公告']);
    assert.deepEqual(terms('capitalIncrease'), ['增资企业', '意向投资方', '投资方', '增资信息披露公告']);
  });
});

describe('竞争方式', () => {
  const modes = (code: SaleKindCode): SaleMode[] => modesOf(getSaleKind(code), packOf(getSaleKind(code)));

  test('R-086 竞争方式按品类配置：土地、矿业权只有招标拍卖挂牌，产权可以网络竞价', () => {
    assert.deepEqual(modes('stateLand'), ['tender', 'auction', 'listing', 'lotteryAfterCap', 'nearestAfterCap']);
    assert.deepEqual(modes('landLease'), ['tender', 'auction', 'listing']);
    assert.deepEqual(modes('explorationRight'), ['tender', 'auction', 'listing']);
    assert.deepEqual(modes('shares'), ['auction', 'tender', 'onlineBidding', 'sealedOnce', 'multiRound', 'weighted']);
    assert.ok(!modes('shares').includes('agreement') && modes('waterRight').includes('agreement'));
  });

  test('R-086 平台组织的每个品类都至少有一种方式，多数能在竞价大厅进行', () => {
    const without = codes((kind) => kind.runs === 'platform' && modes(kind.code).length === 0);
    const outside = codes((kind) => kind.runs === 'platform' && !modes(kind.code).some(isHeldInHall));
    assert.deepEqual([without, outside], [[], []]);
  });

  test('R-086 每种竞争方式都有品类使用', () => {
    const used = new Set(saleKinds().flatMap(({ code }) => modes(code)));
    for (const mode of ['listing', 'auction', 'onlineBidding', 'sealedOnce', 'multiRound', 'weighted', 'reverse', 'call', 'lotteryAfterCap', 'nearestAfterCap', 'descending'] as const) assert.ok(used.has(mode), mode);
  });
});

describe('场所与公开', () => {
  test('R-119 企业国有产权在产权交易场所进行，出处是企业国有资产法；阿拉善盟另有去处', () => {
    assert.deepEqual(codes(({ host }) => host === 'propertyExchange'), ['enterpriseProperty', 'shares', 'capitalIncrease', 'physicalAssets']);
    const kind = getSaleKind('shares');
    assert.equal(venueOf(kind, packOf(kind))?.citation, '企业国有资产法 第五十四条');
    assert.deepEqual(['152922', '150105'].map((place) => packOf(kind, place).rules.has('soe.where.league')), [true, false]);
  });

  test('R-118 R-023 碳排放权、药械、涉诉和罚没资产只汇聚信息，并说明依据', () => {
    const gathered = codes(({ runs }) => runs === 'exchangeOnly');
    assert.deepEqual(gathered, ['carbon', 'seized', 'litigated', 'pharmaceuticals']);
    const citation = (code: SaleKindCode): string | undefined => venueOf(getSaleKind(code), packOf(getSaleKind(code)))?.citation;
    assert.deepEqual(gathered.map(citation), [
      '碳排放权交易管理暂行条例 第五条', '拍卖法 第九条', '关于人民法院网络司法拍卖若干问题的规定', '内蒙古自治区深化公共资源交易平台整合共享实施方案 （四）',
    ]);
    assert.equal(venueOf(getSaleKind('stateLand'), packOf(getSaleKind('stateLand'))), null);
  });

  test('R-087 土地公布竞得人；企业产权的结果公告不列受让方；增资公布投资方', () => {
    const published = (code: SaleKindCode): boolean => publishesWinner(getSaleKind(code), packOf(getSaleKind(code)));
    assert.deepEqual((['stateLand', 'miningRight', 'shares', 'capitalIncrease'] as const).map(published), [true, true, false, true]);
  });

  test('R-087 底价数值成交后按品类可以公布，流拍的一概不公布', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'platform')) assert.equal(mayPublishReserve(kind, 'unsold', packOf(kind)), false, kind.code);
    const sold = (code: SaleKindCode): boolean => mayPublishReserve(getSaleKind(code), 'sold', packOf(getSaleKind(code)));
    assert.deepEqual((['stateLand', 'shares', 'publicAssets'] as const).map(sold), [true, true, false]);
  });

  test('R-034 矿业权按出让机关层级进场写在阿拉善盟的规则里', () => {
    const kind = getSaleKind('miningRight');
    assert.equal(getRule(packOf(kind, '152923'), 'mine.issuer').citation, '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第九条');
    assert.ok(!packOf(kind).rules.has('mine.issuer'));
  });

  test('R-035 中央、自治区驻盟单位和驻军项目在阿拉善盟可以按限额进场', () => {
    for (const kind of saleKinds()) assert.deepEqual(['152900', '150105'].map((place) => packOf(kind, place).rules.has('sale.entry.central')), [true, false], kind.code);
  });
});

/** Every key of a kind with the units its readers expect. */
function expectedUnits({ rules, because }: SaleKind): [string, readonly Unit[]][] {
  const period: readonly Unit[] = ['day', 'workday'];
  const { notice, payment, preDisclosure: pre } = rules;
  const rows: readonly [string | null, readonly Unit[]][] = [
    ...rules.modes.map((key): [string, Unit[]] => [key, ['codes']]),
    ...('rule' in notice ? [[notice.rule, period] as const] : [[notice.byStart.smallFen, ['fen']] as const, [notice.byStart.largeFen, ['fen']] as const, [notice.byStart.small, period] as const, [notice.byStart.large, period] as const]).map(([key, units]): [string, readonly Unit[]] => [key, units]),
    [rules.listing, period], [rules.applicationGap, ['workday']], [rules.depositLeast, ['rate']], [rules.depositMost, ['rate']],
    [rules.valuation, ['flag']], [rules.floor, ['flag']], [rules.consentBelow, ['rate']], [rules.relist, period], [rules.lapse, ['month']],
    [pre?.length ?? null, ['workday']], [pre?.within ?? null, period], [rules.buyerConditions, ['flag']], [rules.openFloor, ['flag']],
    [payment?.whole ?? null, period], [payment?.firstShare ?? null, ['rate']], [payment?.first ?? null, [...period, 'month']],
    [payment?.last ?? null, ['year']], [payment?.once ?? null, ['flag']], [rules.fewest, ['count']],
    [rules.confirm, period], [rules.depositAsPrice, ['flag']], [rules.certificate, ['text']], [rules.contract, period], [rules.refund, period], [rules.result, period], [rules.publicity, period],
    [rules.winner, ['flag']], [rules.reserveAfterSale, ['flag']], [because, ['text']],
  ];
  return rows.flatMap(([key, units]): [string, readonly Unit[]][] => (key === null ? [] : [[key, units]]));
}
