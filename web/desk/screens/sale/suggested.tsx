import type { ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly value: ReactNode;
  /** Where the proposal comes from. */
  readonly why: string;
  readonly isOwn: boolean;
  readonly onOwn: () => void;
  readonly onBack: () => void;
  /** The fields of whoever sets it himself. */
  readonly children: ReactNode;
};

/** What stands by itself until somebody wants it otherwise. */
export function Suggested({ label, value, why, isOwn, onOwn, onBack, children }: Props) {
  if (isOwn) {
    return (
      <div className="s-suggested own">
        {children}
        <button type="button" className="s-link" onClick={onBack} aria-label={`${label}恢复建议值`}>恢复建议值</button>
      </div>
    );
  }
  return (
    <div className="s-suggested">
      <span className="small muted">{label}</span>
      <b className="num">{value}</b>
      <span className="small muted">{why}</span>
      <button type="button" className="s-link" onClick={onOwn} aria-label={`${label}自己填写`}>自己填写</button>
    </div>
  );
}
