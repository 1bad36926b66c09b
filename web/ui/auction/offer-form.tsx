import { useState } from 'react';
import { capitalFen } from '#kernel/money.capital.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { wrongOffer } from './offer-check.ts';
import { CommandButton } from '../command-button.tsx';
import { formatTime } from '../format.ts';
import { SecretSentence } from '../secret-sentence.tsx';
import { readAmount, type Unit } from './amount.ts';
import { formatYuan } from './figures.ts';
import { AmountField } from './free-bid.tsx';

/** Sends a price that nobody sees before the stage ends; `quantity` only in a call auction. */
export type SendOffer = (priceFen: string, quantity: string | null, key: string) => Promise<void>;

type Props = { readonly view: HallView; readonly mode: 'sealed' | 'call'; readonly disabledReason: string | null; readonly send: SendOffer };

/** One price, unseen by everyone until all are opened; the last one counts. */
export function OfferForm({ view, mode, disabledReason, send }: Props) {
  const [text, setText] = useState('');
  const [quantity, setQuantity] = useState('');
  const [unit, setUnit] = useState<Unit>('wan');
  const [sent, setSent] = useState<string | null>(null);
  const fen = readAmount(text, unit);
  const missing = disabledReason ?? (fen === null ? '先填报价。' : wrongOffer(view, fen) ?? ( mode === 'call' && !/^[1-9]\d*$/.test(quantity) ? '先填数量。' : null));

  async function run(key: string): Promise<void> {
    if (fen === null) return;
    await send(String(fen), mode === 'call' ? quantity : null, key);
    setSent(`${formatYuan(fen)}${mode === 'call' ? `，数量 ${quantity}` : ''}`);
  }

  return (
    <div className="auction-offer">
      <AmountField text={text} unit={unit} label={mode === 'sealed' ? '我的一次报价' : '单价'} onText={setText} onUnit={setUnit} />
      {mode === 'call' && <input className="quantity" inputMode="numeric" aria-label="数量" placeholder="数量" value={quantity} onChange={(event) => setQuantity(event.target.value)} />}
      {fen !== null && <p className="read-back"><b className="num">{formatYuan(fen)}</b> <span>{capitalFen(fen)}</span></p>}
      <CommandButton key={`${text}${unit}${quantity}`} wide kind="act" label={sent === null && view.mine?.offeredAt == null ? '密封报价' : '换成这个报价'} pendingLabel="正在密封…" {...(missing === null ? {} : { disabledReason: missing })} run={run} />
      {sent === null && view.mine?.offeredAt != null && <div className="auction-own ok" role="status"><b>{formatTime(view.mine.offeredAt)} 已收到你的密封报价</b><span>数目只有你自己知道。截止前可以再报，以最后一次为准。</span></div>}
      {sent !== null && <div className="auction-own ok" role="status"><b>已收到你的密封报价</b><span className="num">{sent}。截止前可以再报，以最后一次为准。</span></div>}
      <SecretSentence text="到时一次公布以前，别人的报价和你的报价谁都看不到，有几个人报了也不公布。" />
    </div>
  );
}
