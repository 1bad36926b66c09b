import { useEffect, useRef } from 'react';
import { formatExact } from './figures.ts';
import type { RequestBid } from './confirm-bid.tsx';

type Props = {
  readonly fen: bigint;
  /** `报`, `应价` */
  readonly verb: string;
  readonly detail: string;
  readonly kind: 'act' | 'ghost';
  readonly isBlocked: boolean;
  readonly isBusy?: boolean;
  readonly request: RequestBid;
};

/** Shorter than this nobody can have read a new price and meant it. */
const readMs = 300;

/**
 * Bids the price that is written on it: the one that stood there when the finger came down, however fast the hall moves on
 * until it is lifted. If that had itself just come, it is asked about.
 */
export function PriceButton({ fen, verb, detail, kind, isBlocked, isBusy = false, request }: Props) {
  const changedMs = useRef(-Infinity);
  const shown = useRef(fen);
  const pressed = useRef<{ readonly fen: bigint; readonly hasJustChanged: boolean } | null>(null);
  useEffect(() => {
    if (shown.current === fen) return;
    shown.current = fen;
    changedMs.current = performance.now();
  }, [fen]);

  function take(): { readonly fen: bigint; readonly hasJustChanged: boolean } {
    return { fen, hasJustChanged: performance.now() - changedMs.current < readMs };
  }

  function click(): void {
    const meant = pressed.current ?? take();
    pressed.current = null;
    if (!isBlocked) request(meant.fen, meant.hasJustChanged);
  }

  return (
    <button type="button" className={`btn ${kind} auction-quick`} aria-disabled={isBlocked} aria-busy={isBusy} onPointerDown={() => (pressed.current = take())} onPointerCancel={() => (pressed.current = null)} onPointerLeave={() => (pressed.current = null)} onClick={click}>
      <span>{isBusy ? '正在送出…' : `${verb} ${formatExact(fen)}`}</span><small>{detail}</small>
    </button>
  );
}
