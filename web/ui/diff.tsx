import type { ChangeProps } from './types.ts';

export function Diff({ where, before, after, consequence }: ChangeProps) {
  return (
    <div className="diff">
      <span className="where">{where}</span>
      <del>{before}</del> → <ins>{after}</ins>
      {consequence && <span className="then">{consequence}</span>}
    </div>
  );
}
