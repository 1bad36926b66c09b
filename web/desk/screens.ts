import type { ComponentType } from 'react';
import type { Role } from '#kernel/roles.ts';
import type { IconName } from './icons.tsx';

/** One screen of the desk. `path` is relative to `/desk` and may hold `:params`; without `icon` it stands in no navigation. */
export type Screen = {
  readonly path: string;
  readonly title: string;
  /** Who finds it; `everyone` for all. The server decides again on every request. */
  readonly roles: readonly Role[] | 'everyone';
  readonly icon?: IconName;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
};

/** A new screen is one line here; its module exports `Screen`. The first that a role may see is its start. */
export const screens: readonly Screen[] = [
  { path: 'home', title: '首页', roles: 'everyone', icon: 'home', load: () => import('./home.screen.tsx') },
  { path: 'projects', title: '我的项目', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'serve.venue', 'supervise.officer'], icon: 'projects', load: () => import('./screens/project/projects.screen.tsx') },
  { path: 'projects/new', title: '项目登记', roles: ['initiate.operator'], load: () => import('./screens/project/registration.screen.tsx') },
  { path: 'projects/:projectId', title: '项目', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'serve.venue', 'supervise.officer'], load: () => import('./screens/project/project.screen.tsx') },
  { path: 'venues', title: '场地', roles: ['initiate.operator', 'serve.venue'], icon: 'opening', load: () => import('./screens/venue/venue.screen.tsx') },
  { path: 'panels', title: '评标委员会', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'supervise.officer'], icon: 'experts', load: () => import('./screens/panel/panels.screen.tsx') },
  { path: 'panels/:tenderId', title: '组建评标委员会', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'supervise.officer', 'evaluate.expert'], load: () => import('./screens/panel/panel.screen.tsx') },
  { path: 'calls', title: '我的评标任务', roles: ['evaluate.expert'], icon: 'evaluation', load: () => import('./screens/expert/calls.screen.tsx') },
  { path: 'relations', title: '回避申报', roles: ['evaluate.expert'], icon: 'experts', load: () => import('./screens/expert/relations.screen.tsx') },
  { path: 'experts', title: '专家库', roles: ['supervise.officer'], icon: 'experts', load: () => import('./screens/expert/pool.screen.tsx') },
  { path: 'organisation', title: '单位信息', roles: 'everyone', icon: 'certificate', load: () => import('./screens/subject/organisation.screen.tsx') },
  { path: 'tenders', title: '招标项目', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'supervise.officer'], icon: 'notice', load: () => import('./screens/tender/list.screen.tsx') },
  { path: 'tenders/:tenderId', title: '招标项目', roles: ['initiate.operator', 'initiate.representative', 'serve.witness', 'supervise.officer'], load: () => import('./screens/tender/tender.screen.tsx') },
  { path: 'tenders/:tenderId/compose', title: '编制招标文件', roles: ['initiate.operator'], load: () => import('./screens/tender/compose.screen.tsx') },
  { path: 'tenders/:tenderId/clarify', title: '澄清与修改', roles: ['initiate.operator'], load: () => import('./screens/tender/clarify.screen.tsx') },
  { path: 'tenders/:tenderId/objections', title: '异议处理', roles: ['initiate.operator', 'supervise.officer'], load: () => import('./screens/tender/objections.screen.tsx') },
  { path: 'documents', title: '招标文件', roles: ['respond.operator'], icon: 'notice', load: () => import('./screens/tender/documents.screen.tsx') },
  { path: 'documents/:tenderId', title: '招标文件', roles: ['respond.operator'], load: () => import('./screens/tender/document.screen.tsx') },
  { path: 'notices', title: '通知', roles: ['respond.operator'], icon: 'alert', load: () => import('./screens/tender/notices.screen.tsx') },
  { path: 'bids', title: '我的投标', roles: ['respond.operator'], icon: 'bid', load: () => import('./screens/bid/progress.screen.tsx') },
  { path: 'bids/:lotId', title: '编制投标文件', roles: ['respond.operator'], load: () => import('./screens/bid/compose.screen.tsx') },
  { path: 'key-test', title: '私钥自测', roles: ['respond.operator'], icon: 'keys', load: () => import('./screens/bid/key-test.screen.tsx') },
  { path: 'evaluation', title: '评标', roles: ['evaluate.expert', 'initiate.representative', 'supervise.officer'], icon: 'evaluation', load: () => import('./screens/evaluation/list.screen.tsx') },
  { path: 'evaluation/:lotId', title: '评标厅', roles: ['evaluate.expert', 'initiate.representative', 'supervise.officer'], load: () => import('./screens/evaluation/hall.screen.tsx') },
  { path: 'clarifications/:lotId', title: '评标澄清', roles: ['respond.operator'], load: () => import('./screens/evaluation/clarifications.screen.tsx') },
  { path: 'awards', title: '定标', roles: ['initiate.operator', 'initiate.representative', 'respond.operator', 'supervise.officer', 'serve.witness'], icon: 'contract', load: () => import('./screens/award/list.screen.tsx') },
  { path: 'awards/:lotId', title: '公示与定标', roles: ['initiate.operator', 'initiate.representative', 'respond.operator', 'supervise.officer', 'serve.witness'], load: () => import('./screens/award/lot.screen.tsx') },
  { path: 'contracts/:lotId', title: '合同', roles: ['initiate.operator', 'respond.operator', 'supervise.officer', 'serve.witness'], load: () => import('./screens/contract/contract.screen.tsx') },
  { path: 'deposits', title: '保证金', roles: ['initiate.operator', 'respond.operator', 'supervise.officer', 'serve.witness', 'serve.venue', 'serve.archive'], icon: 'contract', load: () => import('./screens/contract/deposits.screen.tsx') },
  { path: 'witness', title: '见证', roles: ['serve.witness', 'supervise.officer'], icon: 'witness', load: () => import('./screens/witness/list.screen.tsx') },
  { path: 'witness/:tenderId', title: '见证台', roles: ['serve.witness', 'supervise.officer'], load: () => import('./screens/witness/record.screen.tsx') },
  { path: 'archives', title: '档案', roles: ['serve.archive', 'initiate.operator', 'supervise.officer'], icon: 'archive', load: () => import('./screens/archive/list.screen.tsx') },
  { path: 'archives/:lotId', title: '标段档案', roles: ['serve.archive', 'initiate.operator', 'supervise.officer'], load: () => import('./screens/archive/archive.screen.tsx') },
  { path: 'sales', title: '出让转让', roles: 'everyone', icon: 'auction', load: () => import('./screens/sale/list.screen.tsx') },
  { path: 'sales/new', title: '发布公告', roles: ['initiate.operator', 'exchange.operator'], load: () => import('./screens/sale/new.screen.tsx') },
  { path: 'sales/:saleId', title: '出让、转让公告', roles: 'everyone', load: () => import('./screens/sale/sale.screen.tsx') },
  { path: 'bank', title: '归集账户', roles: ['serve.witness'], icon: 'contract', load: () => import('./screens/bank/bank.screen.tsx') },
  { path: 'openings', title: '开标', roles: 'everyone', icon: 'opening', load: () => import('./screens/opening/list.screen.tsx') },
  { path: 'openings/:tenderId', title: '开标厅', roles: 'everyone', load: () => import('./screens/opening/hall.screen.tsx') },
  { path: 'auctions/:lotId', title: '竞价大厅', roles: 'everyone', load: () => import('./screens/auction/hall.screen.tsx') },
];

export function screensOf(role: Role): readonly Screen[] {
  return screens.filter((screen) => screen.roles === 'everyone' || screen.roles.includes(role));
}
