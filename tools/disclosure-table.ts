import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyAggregate, DisclosureClass } from '../src/kernel/decider.ts';
import { isVisible, relations, type Relation } from '../src/evidence/journal/disclosure.ts';
import { everyModule } from '../test/foundation/every-module.testing.ts';

/* `node tools/disclosure-table.ts` writes docs/law/disclosure.md: who reads what of every event. A test compares them. */
export const tablePath = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/law/disclosure.md');

const relationNames: Record<Relation, string> = { public: '公众', initiator: '招标方', department: '监督部门', centre: '中心', participant: '参与投标人', panel: '评委', self: '本人' };

/** The classes that one kind of event is made of: the header's, then those of single fields. */
export type Row = { readonly type: string; readonly kind: string; readonly part: 'header' | readonly string[]; readonly class: DisclosureClass };

export function rowsOf(aggregate: AnyAggregate): Row[] {
  return Object.entries(aggregate.disclosure).flatMap(([kind, disclosure]) => {
    const rule = typeof disclosure === 'string' ? { default: disclosure, fields: {} } : (disclosure as { default: DisclosureClass; fields: Record<string, DisclosureClass> });
    const byClass = new Map<DisclosureClass, string[]>();
    for (const [field, fieldClass] of Object.entries(rule.fields)) if (fieldClass !== rule.default) byClass.set(fieldClass, [...(byClass.get(fieldClass) ?? []), field]);
    const header: Row = { type: aggregate.type, kind, part: 'header', class: rule.default };
    return [header, ...[...byClass].map(([fieldClass, fields]): Row => ({ type: aggregate.type, kind, part: fields, class: fieldClass }))];
  });
}

export function readersOf(disclosureClass: DisclosureClass): Relation[] {
  return relations.filter((relation) => isVisible(disclosureClass, [], [relation]));
}

export async function disclosureTable(): Promise<string> {
  const aggregates = (await everyModule()).flatMap((module) => module.aggregates ?? []).sort((a, b) => (a.type < b.type ? -1 : 1));
  return [
    '# 谁能看到什么',
    '',
    '由 `node tools/disclosure-table.ts` 从各事件的保密等级生成。“其余”是事件头（流、种类、时间、行为人；序号只写承诺，开标后随证据包打开，免得从缺号数出不公开的事件）和没有单列的字段；单列字段另有等级。',
    '“本人”是行为单位；等级为 `names` 的只是专家本人。“参与投标人”在开标后才有。此后如何公开，由 `Disclosed` 事件一次一次写明。',
    '',
    ...aggregates.flatMap((aggregate) => [
      `## ${aggregate.type}`,
      '',
      `| 事件 | 部分 | 等级 | ${relations.map((relation) => relationNames[relation]).join(' | ')} |`,
      `|---|---|---|${relations.map(() => '---').join('|')}|`,
      ...rowsOf(aggregate).map(lineOf),
      '',
    ]),
  ].join('\n');
}

function lineOf({ kind, part, class: disclosureClass }: Row): string {
  const readers = readersOf(disclosureClass);
  return `| ${part === 'header' ? kind : ''} | ${part === 'header' ? '其余' : part.join('、')} | ${disclosureClass} | ${relations.map((relation) => (readers.includes(relation) ? '●' : '')).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(tablePath, await disclosureTable());
