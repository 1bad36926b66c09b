import { instant, parseInstant, type Instant } from '#kernel/time/instant.ts';
import type { DeadlineProps, EventProps, PartyProps, RuleProps, StageProps } from './types.ts';

/** One invented project in the middle of its course, for the gallery and for screenshots. */
export function at(text: string): Instant {
  return parseInstant(text) ?? instant(0);
}

export const sampleNow = at('2026-11-20 09:41:07');

export const sampleStages: readonly StageProps[] = [
  { label: '登记', note: '11-16', state: 'done' },
  { label: '公告与文件', note: '11-18 09:00', state: 'done' },
  { label: '澄清·异议', note: '异议至 12-01', state: 'done' },
  { label: '投标', note: '至 12-11 09:00', state: 'now' },
  { label: '开标', note: '12-11 09:00', state: 'next' },
  { label: '评标', note: '12-11', state: 'next' },
  { label: '候选人公示', note: '≥ 3 日', state: 'next' },
  { label: '定标·通知书', note: '', state: 'next' },
  { label: '合同', note: '≤ 30 日', state: 'next' },
  { label: '履约·归档', note: '', state: 'next' },
];

export const sampleDeadline: DeadlineProps = {
  label: '投标截止',
  at: at('2026-12-11 09:00:00'),
  state: 'open',
  action: { label: '编制投标文件', href: '/desk/bids' },
  secret: '开标前，投标人的数量与名称对所有人保密，平台工作人员也看不到。',
};

export const sampleRules: readonly RuleProps[] = [
  { label: '文件发出至截止', value: '23 日', bound: '≥ 20 日', article: '招标投标法 第二十四条', certainty: 'confirmed', verdict: 'met' },
  { label: '文件提供期', value: '10 日', bound: '≥ 5 日', article: '实施条例 第十六条', certainty: 'confirmed', verdict: 'met' },
  { label: '影响编制的澄清', value: '', bound: '≤ 11-26', article: '实施条例 第二十一条', certainty: 'confirmed', verdict: 'pending' },
  { label: '对文件提出异议', value: '', bound: '≤ 12-01', article: '实施条例 第二十二条', certainty: 'confirmed', verdict: 'pending' },
  { label: '投标保证金', value: '80 万', bound: '≤ 2 % 且 ≤ 80 万', article: '实施条例 第二十六条', certainty: 'unverified', verdict: 'met' },
];

export const sampleEvents: readonly EventProps[] = [
  {
    id: 'e5', at: at('2026-11-20 09:12:00'), title: '第 2 号变更公告：计划工期',
    changes: [{ where: '第三章 2.4　计划工期', before: '420 日历天', after: '450 日历天', consequence: '投标截止不变：距截止 21 日，满足 ≥ 15 日' }],
    documents: [{ label: '澄清文件', href: '/files/1', detail: 'PDF · 214 KB' }, { label: '与原文件比较', href: '/files/1/diff' }],
    evidence: { index: 1204331, href: '/log?index=1204331' },
  },
  {
    id: 'e4', at: at('2026-11-19 16:40:00'), title: '异议：资格条件“近三年自治区内同类业绩”', status: { label: '已答复·采纳', tone: 'ok' },
    text: '答复：删除地域限定，改为“近三年同类业绩”；同日发布第 1 号变更公告，重新计算的期限仍满足。异议人不公开。',
    documents: [{ label: '第 1 号变更公告', href: '/notices/n3' }], evidence: { index: 1203958, href: '/log?index=1203958' },
  },
  {
    id: 'e3', at: at('2026-11-18 09:00:00'), title: '招标公告与招标文件同时发布',
    text: '自治区网、呼和浩特市网同一时刻发布。人人可读；已注册主体一键领取正式文件，不审查、不收费，有澄清时逐一通知。',
    documents: [{ label: '招标公告', href: '/notices/n1' }, { label: '招标文件', href: '/files/2', detail: '8 章' }, { label: '图纸', href: '/files/3', detail: '312 MB' }],
    evidence: { index: 1203104, href: '/log?index=1203104' },
  },
  { id: 'e2', at: at('2026-11-17 15:26:00'), title: '公平竞争审查完成', text: '审查表与修改记录已签名归档。', evidence: { index: 1202877, href: '/log?index=1202877' } },
  { id: 'e1', at: at('2026-11-16 10:03:00'), title: '项目登记受理', text: '按属地规则进入呼和浩特市公共资源交易中心；预约开标一室。', evidence: {} },
];

export const sampleParties: readonly PartyProps[] = [
  { role: '招标人', names: ['赛罕区卫生健康委员会（演示）'] },
  { role: '代理机构', names: ['青城招标咨询有限公司（演示）'] },
  { role: '密钥保管方', names: ['代理机构', '呼和浩特中心', '赤峰中心（轮值）', '独立 CA'], note: '到时自动解封；四方中三方齐备才能打开，监督部门不持有密钥' },
  { role: '投标人', names: [], secret: '开标前不公开数量与名称。' },
];

/** Longer than any screen is high. */
export const sampleStatement = Array.from({ length: 14 }, (_, i) => ({ label: `第 ${i + 1} 条`, value: '投标人已阅读并接受招标文件的全部内容，\n对投标文件的真实性负责。' }));
