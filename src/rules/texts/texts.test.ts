import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '#kernel/time/plain-date.ts';
import { buildingNotice } from './building.notice.ts';
import { deviations, textRuns } from './deviations.ts';
import { packFor } from '../registry.ts';
import { ruleOf } from '../rule.ts';
import { findStandardText, standardTexts } from './library.ts';
import { periodValues } from './periods.ts';
import { fieldsIn, filled, missingFields, sectionsOf, type StructuredText } from './text.ts';

const withBody = (id: string, body: string): StructuredText => ({
  chapters: buildingNotice.chapters.map((chapter) => ({ ...chapter, sections: chapter.sections.map((section) => (section.id === id ? { ...section, body } : section)) })),
});

describe('标准文本', () => {
  test('R-202 房屋建筑有公告和招标文件两种标准文本，条款编号不重复，所用字段都有定义', () => {
    const texts = standardTexts('0101', plainDate('2026-11-21'));
    assert.deepEqual(texts.map((text) => text.kind), ['notice', 'tenderDocument']);
    for (const text of texts) {
      const ids = sectionsOf(text).map((section) => section.id);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(fieldsIn(text).filter((id) => !text.fields.some((field) => field.id === id)), []);
    }
    assert.deepEqual(standardTexts('0301', plainDate('2026-11-21')), []);
  });

  test('R-197 招标文件载明定标方法并要求留痕', () => {
    const [, document] = standardTexts('0101', plainDate('2026-11-21'));
    const award = document && sectionsOf(document).find((section) => section.id === 'evaluation.award');
    assert.match(award?.body ?? '', /\{\{awardMethod\}\}.*如实记录/);
  });

  test('R-202 没有填的字段列出，并在文中以名称显示', () => {
    const values = { projectName: '示例中学教学楼', projectCode: '2025-150105-47-01-000001' };
    assert.ok(missingFields(buildingNotice, buildingNotice, values).every((field) => !(field.id in values)));
    const [first] = filled(buildingNotice, buildingNotice, values)[0]?.sections ?? [];
    assert.match(first?.body ?? '', /^示例中学教学楼（代码 2025-150105-47-01-000001）已由【审批、核准或者备案文件】/);
  });
});

describe('文本中的期限', () => {
  const chinese = /[一二三四五六七八九十]+个?(?:日|天|月)/;
  const [, document] = standardTexts('0101', plainDate('2026-11-21'));
  const bodies = (text: StructuredText): string[] => sectionsOf(text).map(({ body }) => body);

  test('R-003 R-202 期限只从规则来：标准文本里没有写死的日数，改规则就改文本', () => {
    assert.ok(document && bodies(document).every((body) => !chinese.test(body)));
    const query = { category: 'construction', regionCode: '150100', on: plainDate('2026-11-21') } as const;
    assert.equal(periodValues(packFor(query))['objectionReplyDays'], '3');
    const other = packFor(query);
    const changed = { ...other, rules: new Map(other.rules).set('eng.objection.reply', ruleOf({ key: 'eng.objection.reply', value: 5, unit: 'day', title: '答复异议', by: 'tenderRegulation', article: '第二十二条' })) };
    assert.equal(periodValues(changed)['objectionReplyDays'], '5');
  });

  test('R-202 第一版的文本仍在，期限照当时写的字', () => {
    const first = findStandardText('building.document.1');
    assert.ok(first && document);
    assert.deepEqual(sectionsOf(first).map(({ id }) => id), sectionsOf(document).map(({ id }) => id));
    assert.ok(bodies(first).includes('招标人自收到评标报告之日起三日内公示，公示期不少于三日。对评标结果的异议在公示期间提出。'));
    assert.ok(bodies(first).every((body) => !/Days\}\}/.test(body) || /validityDays/.test(body)));
  });
});

describe('偏离显示', () => {
  test('R-202 填写字段不算偏离，改动、增加、删除、移动都列出', () => {
    assert.deepEqual(deviations(buildingNotice, buildingNotice), []);
    const sections = sectionsOf(buildingNotice);
    const [conditions, project, ...others] = sections as [typeof sections[0] & object, typeof sections[0] & object, ...typeof sections];
    const composed = { chapters: [{ id: 'notice', title: '招标公告', sections: [
      { ...project, body: `${project.body}\n另行踏勘。` }, conditions, { id: 'notice.extra', title: '十、补充', body: '补充说明。' }, ...others.slice(1),
    ] }] };
    assert.deepEqual(deviations(buildingNotice, composed).map((row) => [row.sectionId, row.kind]), [
      ['notice.project', 'changed'], ['notice.conditions', 'moved'], ['notice.extra', 'added'], ['notice.qualification', 'removed'],
    ]);
  });

  test('R-202 改动前后原文都在，逐句标出增删', () => {
    const [deviation] = deviations(buildingNotice, withBody('notice.cap', '不设最高投标限价。'));
    assert.deepEqual([deviation?.before, deviation?.after], ['{{priceCap}}。', '不设最高投标限价。']);
    assert.deepEqual(textRuns('甲。乙。丙。', '甲。丁。丙。'), [
      { kind: 'same', text: '甲。' }, { kind: 'removed', text: '乙。' }, { kind: 'added', text: '丁。' }, { kind: 'same', text: '丙。' },
    ]);
  });

  test('R-202 由标出的增删总能还原改动前后的全文', () => {
    const text = fc.array(fc.constantFrom('甲', '乙', '。', '；', '\n'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, (before, after) => {
      const runs = textRuns(before, after);
      assert.equal(runs.filter((run) => run.kind !== 'added').map((run) => run.text).join(''), before);
      assert.equal(runs.filter((run) => run.kind !== 'removed').map((run) => run.text).join(''), after);
    }));
  });
});
