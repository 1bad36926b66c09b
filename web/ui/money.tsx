import { Tooltip } from 'antd';
import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen, formatWan } from '#kernel/money.ts';

export type MoneyProps = {
  /** Decimal string of 分. */
  readonly fen: string;
  /** `¥ 1.38 亿` with the exact amount in the tooltip. */
  readonly short?: boolean;
  /** Writes the capital form beneath, where the law wants it; else it stands in the tooltip. */
  readonly capital?: boolean;
  /** `/ 年`, `/ 亩` */
  readonly unit?: string;
};

export function Money({ fen, short = false, capital = false, unit }: MoneyProps) {
  const amount = BigInt(fen);
  const figure = short ? `¥ ${formatWan(amount)}` : formatFen(amount);
  const exact = short ? `${formatFen(amount)}　${capitalFen(amount)}` : capitalFen(amount);
  const text = (
    <span className="money" tabIndex={capital && !short ? undefined : 0} aria-label={capital ? undefined : `${figure}，${exact}`} role={capital ? undefined : 'text'}>
      {figure}
      {unit && <small>{unit}</small>}
      {capital && <span className="capital">{capitalFen(amount)}</span>}
    </span>
  );
  return capital && !short ? text : <Tooltip title={exact}>{text}</Tooltip>;
}
