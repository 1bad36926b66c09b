import type { ChipProps } from './types.ts';

export function Chip({ label, tone, live }: ChipProps) {
  return <span className={`chip ${tone}${live ? ' live' : ''}`}>{label}</span>;
}
