import { formatDeadline } from '#kernel/time/period.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** The deadline moved after this bid was sealed: what that means, and what to do. */
export function SealedShort({ sealedUntil, deadlineAt }: { readonly sealedUntil: Instant; readonly deadlineAt: Instant }) {
  return <span className="small">递交的投标封存到 {formatDeadline(sealedUntil)}，截止已改为 {formatDeadline(deadlineAt)}。它仍然有效，但密钥保管方只守到原来的时间；截止前重新递交一次，就守到新的时间。</span>;
}
