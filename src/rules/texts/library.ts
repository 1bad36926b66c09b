import type { PlainDate } from '#kernel/time/plain-date.ts';
import { buildingDocument } from './building.document.ts';
import { buildingNotice } from './building.notice.ts';
import { firstEdition } from './periods.ts';
import type { StandardText } from './text.ts';

const texts: readonly StandardText[] = [buildingNotice, buildingDocument];
const editions: readonly StandardText[] = [...texts, ...texts.map(firstEdition)];

/** The standard texts in force on a day for a catalogue item; empty where none is laid down. */
export function standardTexts(itemCode: string, on: PlainDate): StandardText[] {
  return itemCode === '0101' ? texts.filter((text) => text.validFrom <= on) : [];
}

export function findStandardText(id: string): StandardText | null {
  return editions.find((text) => text.id === id) ?? null;
}

/** The id of the field of this name. */
export function fieldNamed(label: string): string | null {
  return texts.flatMap(({ fields }) => fields).find((field) => field.label === label)?.id ?? null;
}

/** What a field of the texts is called; its id where no text has it. */
export function fieldLabel(id: string): string {
  return texts.flatMap(({ fields }) => fields).find((field) => field.id === id)?.label ?? id;
}
