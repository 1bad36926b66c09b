import type { Verdict } from './verifier.ts';

const roles = { log: '日志', receipts: '回执', cosigner: '共签', root: '根证书' } as const;

/** The verdict as people read it, line by line. */
export function reportOf({ ok, checks, fingerprints }: Verdict): string {
  const lines = checks.flatMap(({ name, ok: holds, skipped, unchecked = [], detail, code }) => [
    `${holds ? '✓' : skipped ? '—' : '✕'} ${name}：${detail ?? ''}${code ? `（${code}）` : ''}`, ...unchecked.map((each) => `  △ 未核对：${each}`),
  ]);
  const left = checks.reduce((count, { unchecked = [] }) => count + unchecked.length, 0);
  const trusted = fingerprints.map(({ role, name, value }) => `  ${roles[role]}　${name}\n    ${groups(value)}`);
  const answer = !ok ? '结论：没有通过核对。' : left === 0 ? '结论：全部对得上。' : `结论：核对过的都对得上，另有 ${left} 项没有核对（见 △）。`;
  return [...lines, '', '信任根的指纹（请与本站以外公布的核对）：', ...trusted, '', answer, ''].join('\n');
}

function groups(hex: string): string {
  return (hex.match(/.{1,8}/g) ?? []).join(' ');
}
