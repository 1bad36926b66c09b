import type { HallView } from './hall-query.ts';

export type Stage = 'gathering' | 'checking' | 'preliminary' | 'technical' | 'commercial' | 'price' | 'report';
export type StageState = 'done' | 'now' | 'next';

export const stageTitles: Readonly<Record<Stage, string>> = {
  gathering: '签到 · 推选负责人', checking: '清标报告', preliminary: '初步评审', technical: '技术标', commercial: '商务标', price: '报价', report: '汇总与报告',
};

export const stages = Object.keys(stageTitles) as Stage[];

/** Where a member is wanted now. */
export function currentStage(hall: HallView): Stage {
  if (hall.status === 'gathering') return 'gathering';
  if (hall.status === 'preliminary') return 'preliminary';
  if (hall.status === 'detailed') return hall.scoresOpen || hall.me?.submitted ? 'report' : 'technical';
  return 'report';
}

export function stateOf(hall: HallView, stage: Stage): StageState {
  const order = { gathering: 0, preliminary: 1, detailed: 2, signing: 3, reported: 4 } as const;
  const at = order[hall.status];
  switch (stage) {
    case 'gathering': return at > 0 ? 'done' : 'now';
    case 'checking': return hall.checking ? 'done' : at === 0 ? 'next' : 'now';
    case 'preliminary': return at > 1 ? 'done' : at === 1 ? 'now' : 'next';
    case 'report': return hall.status === 'reported' ? 'done' : at > 2 || hall.scoresOpen ? 'now' : 'next';
    default: return at > 2 || hall.scoresOpen ? 'done' : at === 2 ? 'now' : 'next';
  }
}
