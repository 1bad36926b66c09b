import type { LinkProps } from './types.ts';

/** A fact with links to both sides of it. What follows from it a person decides. */
export function FactHint({ fact, sides = [] }: { readonly fact: string; readonly sides?: readonly LinkProps[] }) {
  return (
    <aside className="hint" aria-label="事实提示">
      <b>事实提示</b>　{fact}
      <span className="muted">　只供参考，由人判断。</span>
      {sides.length > 0 && <div className="sides">{sides.map((side) => <a key={side.href} href={side.href}>{side.label}</a>)}</div>}
    </aside>
  );
}
