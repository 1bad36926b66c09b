import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startOf, plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { saleKinds } from '#rules/sale/kinds.ts';
import { lotPlanSchema } from '#trade/sale/sale.schema.ts';
import { hashOfReserve, newDraft, newLot, newReserve, withKind, type Draft } from './draft.ts';
import { contentOf, findingsOf, groundOf, lotPlanOf, missing, textOf } from './plan.ts';
import { proposalFor } from './proposal.ts';
import { openReserveFile, reserveFileText } from './reserve-file.ts';

const ground = { on: plainDate('2026-11-22'), calendar: calendarFor('demo') };
const now = startOf(ground.on);

/** What a newcomer types: a title, a place, a name, a first price, and the valuation where one is asked for. */
function typed(kind: Draft['kind']): Draft {
  const entrusted = { transferor: { orgId: '11152900MA0000017F', name: '某国有企业' }, entrustment: { sha256: 'a'.repeat(64), name: '委托书.pdf', sizeBytes: 1, mediaType: 'application/pdf' } };
  const draft: Draft = { ...newDraft(), title: '一份新的公告', areaCode: '150105', ...withKind(newDraft(), kind), ...entrusted };
  return { ...draft, lots: draft.lots.map((lot) => ({ ...lot, name: '标的一', startFen: '5000000000', valuationFen: '5000000000' })) };
}

describe('发布公告的表', () => {
  test('R-086 R-087 大厅里能竞价的每个种类，只填名称和起始价就合规；三日以内发布也合规', () => {
    const kinds = saleKinds().filter(({ runs, code }) => runs === 'platform' && proposalFor(newLot(code), groundOf(typed(code), ground)).mode !== null);
    assert.ok(kinds.length >= 20);
    for (const { code } of kinds) {
      const draft = typed(code);
      const about = groundOf(draft, ground);
      assert.deepEqual([missing.what(draft), missing.lots(draft, about)], [undefined, undefined], code);
      for (const noticeAt of [now, now + 3 * 86_400_000_000 - 1]) assert.deepEqual(findingsOf(draft, about, noticeAt as typeof now).flat().filter(({ ok }) => !ok).map(({ rule }) => rule), [], code);
      const [lot] = draft.lots;
      assert.ok(lot && lotPlanSchema.safeParse(lotPlanOf(lot, about)).success, code);
      for (const section of ['一、标的', '二、时间和方式', '五、成交', '¥50,000,000.00']) assert.ok(textOf(draft, about).includes(section), code);
    }
  });

  test('R-086 换一个种类：填过的事实留下，空着的换成新种类的；自己定的时间和方式不带过去', () => {
    const draft = { ...newDraft(), lots: newDraft().lots.map((lot) => ({ ...lot, mode: 'listing' as const, facts: lot.facts.map((fact) => (fact.label === '宗地位置' ? { ...fact, value: '巴彦浩特' } : fact)) })) };
    const [lot] = withKind(draft, 'shares').lots ?? [];
    assert.deepEqual([lot?.facts[0], lot?.facts.some(({ label }) => label === '容积率'), lot?.facts.some(({ label }) => label === '评估基准日'), lot?.mode], [{ label: '宗地位置', value: '巴彦浩特' }, false, true, null]);
  });

  test('R-086 底价不在签署的内容里，只有它的指纹；没有下载文件的不能往下走；别的底价的文件打不开', () => {
    const draft = typed('stateLand');
    const about = groundOf(draft, ground);
    const reserve = { ...newReserve(), fen: '6000000000' };
    const sealed = { ...draft, lots: draft.lots.map((lot) => ({ ...lot, reserve })) };
    const [lot] = sealed.lots;
    assert.ok(lot);
    const hash = hashOfReserve(lot) ?? '';
    assert.match(missing.lots(sealed, about) ?? '', /下载底价文件/);
    assert.equal(missing.lots({ ...sealed, lots: [{ ...lot, reserve: { ...reserve, savedHash: hash } }] }, about), undefined);
    const signed = JSON.stringify(contentOf(sealed, about));
    assert.ok(signed.includes(hash) && !signed.includes('6000000000') && !signed.includes(reserve.salt));
    const file = reserveFileText({ lotName: lot.name, reserveFen: reserve.fen, salt: reserve.salt, reserveHash: hash });
    assert.deepEqual([typeof openReserveFile(file, hash), openReserveFile(file, 'f'.repeat(64)), openReserveFile('{', hash)], ['object', '这是另一个底价的文件，与公告里的指纹不符。', '这不是底价文件。']);
  });

  test('R-087 降价、加价档次、限价填反的，说得出是哪一处', () => {
    const wrong = (part: Partial<Draft['lots'][number]>, kind: Draft['kind'] = 'publicAssets'): string | undefined => {
      const draft = typed(kind);
      return missing.lots({ ...draft, lots: draft.lots.map((lot) => ({ ...lot, ...part })) }, groundOf(draft, ground));
    };
    assert.match(wrong({ capFen: '5000000000' }) ?? '', /最高限价/);
    assert.match(wrong({ mode: 'descending', floorFen: '5000000000' }) ?? '', /最低价/);
    assert.match(wrong({ tiers: [{ fromFen: '0', stepFen: '100' }, { fromFen: '0', stepFen: '200' }] }) ?? '', /从低到高/);
    assert.match(wrong({ startFen: '' }) ?? '', /起始价/);
  });
});
