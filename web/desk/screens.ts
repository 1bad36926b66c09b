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
];

export function screensOf(role: Role): readonly Screen[] {
  return screens.filter((screen) => screen.roles === 'everyone' || screen.roles.includes(role));
}
