import type { ReactNode } from 'react';
import { Cairn } from './cairn.tsx';

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, text, children }: { readonly title: string; readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <Cairn size={44} />
      <h3>{title}</h3>
      <p>{text}</p>
      {children}
    </div>
  );
}
