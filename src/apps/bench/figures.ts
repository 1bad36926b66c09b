/** One figure as it is printed: what was measured, and beside it what the raw machine does or what must be kept. */
export type Figure = { readonly bench: string; readonly figure: string; readonly value: number; readonly unit: string; readonly limit?: number; readonly ratio?: number; readonly judged?: string; readonly commands?: string };
export type Print = (figure: Figure) => void;

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` of all lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** To a thousandth. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
