import { useId, useState, type SyntheticEvent } from 'react';
import { capitalFen } from '#kernel/money.capital.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { readAmount, type Unit } from './amount.ts';
import type { RequestBid } from './confirm-bid.tsx';
import { formatExact, formatYuan } from './figures.ts';
import { checkPrice } from './prices.ts';

/** Any other price: typed in 元 or 万, checked, read back in full, and only then bid. */
export function FreeBid({ view, isBlocked, request }: { readonly view: HallView; readonly isBlocked: boolean; readonly request: RequestBid }) {
  const [text, setText] = useState('');
  const [unit, setUnit] = useState<Unit>('wan');
  const [isChecked, setChecked] = useState(false);
  const hintId = useId();
  const fen = readAmount(text, unit);

  function check(event: SyntheticEvent): void {
    event.preventDefault();
    setChecked(text.trim() !== '');
  }

  function change(next: string): void {
    setText(next);
    setChecked(false);
  }

  function send(right: bigint): void {
    request(right);
    change('');
  }

  return (
    <form className="auction-free" onSubmit={check}>
      <div className="line">
        <AmountField text={text} unit={unit} label={`自由报价，${formatExact(BigInt(view.stepFen))}的整数倍`} hintId={hintId} onText={change} onUnit={(next) => {
          setUnit(next);
          setChecked(false);
        }} />
        <button type="submit" className="btn ghost">核对</button>
      </div>
      <div id={hintId} role="status">{isChecked && (fen === null ? <p className="wrong">请填金额，例如 2880（万）或 28800000（元）。</p> : <Checked view={view} fen={fen} isBlocked={isBlocked} send={send} />)}</div>
    </form>
  );
}

function Checked({ view, fen, isBlocked, send }: { readonly view: HallView; readonly fen: bigint; readonly isBlocked: boolean; readonly send: (fen: bigint) => void }) {
  const check = checkPrice(view, fen);
  if (!check.isRight) {
    return (
      <div className="wrong">
        <p>{formatYuan(fen)} {check.wrong}，可以报：</p>
        <p className="acts">{check.right.map((right) => <button key={String(right)} type="button" className="btn ghost" aria-disabled={isBlocked} onClick={() => !isBlocked && send(right)}>报 {formatExact(right)}</button>)}</p>
      </div>
    );
  }
  return (
    <div className="right">
      <p><b className="num">{formatYuan(fen)}</b> <span>{capitalFen(fen)}</span></p>
      <button type="button" className="btn act wide" aria-disabled={isBlocked} onClick={() => !isBlocked && send(fen)}>报 {formatExact(fen)}{check.steps > 0 && <small>　加 {check.steps} 档</small>}</button>
    </div>
  );
}

type FieldProps = { readonly text: string; readonly unit: Unit; readonly label: string; readonly hintId?: string; readonly onText: (text: string) => void; readonly onUnit: (unit: Unit) => void };

/** An amount and its unit in one frame. */
export function AmountField({ text, unit, label, hintId, onText, onUnit }: FieldProps) {
  return (
    <span className="auction-amount">
      <input inputMode="decimal" autoComplete="off" aria-label={label} aria-describedby={hintId} placeholder={label} value={text} onChange={(event) => onText(event.target.value)} />
      <select aria-label="单位" value={unit} onChange={(event) => onUnit(event.target.value === 'yuan' ? 'yuan' : 'wan')}><option value="wan">万</option><option value="yuan">元</option></select>
    </span>
  );
}
