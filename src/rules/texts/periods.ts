import { valueOf, type RulePack } from '../pack.ts';
import type { StandardText, TextField } from './text.ts';

/** Periods that the texts state, each with the rule that sets it and how the first edition spelled it out. */
const periods = [
  { id: 'clarificationDays', label: '影响编制的澄清最迟距投标截止（日）', key: 'eng.clarify.minDays', spelled: '十五' },
  { id: 'objectionReplyDays', label: '答复异议的期限（日）', key: 'eng.objection.reply', spelled: '三' },
  { id: 'publicityWithinDays', label: '收到评标报告后公示的期限（日）', key: 'eng.candidate.publishWithin', spelled: '三' },
  { id: 'publicityDays', label: '公示期（日）', key: 'eng.candidate.publishMin', spelled: '三' },
  { id: 'contractDays', label: '签订合同的期限（日）', key: 'eng.contract.days', spelled: '三十' },
  { id: 'depositReturnDays', label: '合同签订后退还投标保证金的期限（日）', key: 'eng.deposit.refundAfterContract', spelled: '五' },
  { id: 'complaintDays', label: '投诉时效（日）', key: 'eng.complaint.window', spelled: '十' },
] as const;

export const periodFields: readonly TextField[] = periods.map(({ id, label }) => ({ id, label, kind: 'number' }));

/** In days, from the rules that the tender lives under. */
export function periodValues(pack: RulePack): Readonly<Record<string, string>> {
  return Object.fromEntries(periods.map(({ id, key }) => [id, String(valueOf(pack, key, 'day'))]));
}

/** The first edition of a text, under which tenders have been published: the same words, with its periods spelled out. */
export function firstEdition(text: StandardText): StandardText {
  const spelled = (body: string): string => periods.reduce((words, { id, spelled: number }) => words.replaceAll(new RegExp(` ?\\{\\{${id}\\}\\} ?`, 'g'), number), body);
  return { ...text, id: text.id.replace(/\.2$/, '.1'), chapters: text.chapters.map((chapter) => ({ ...chapter, sections: chapter.sections.map((section) => ({ ...section, body: spelled(section.body) })) })) };
}
