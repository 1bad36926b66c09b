import type { Verdict } from './verifier.ts';

const roles = { log: '日志', receipts: '回执', cosigner: '共签', root: '根证书' } as const;

/** The verdict as people read it, line by line. */
export function reportOf({ ok, checks, fingerprints }: Verdict): string {
  const lines = checks.map(({ name, ok: holds, skipped, detail, code }) => `${holds ? '✓' : skipped ? '—' : '✕'} ${name}：${detail ?? ''}${code ? `（${code}）` : ''}`);
  const trusted = fingerprints.map(({ role, name, value }) => `  ${roles[role]}　${name}\n    ${groups(value)}`);
  const answer = ok ? '结论：全部对得上。' : '结论：没有通过核对。';
  return [...lines, '', '信任根的指纹（请与本站以外公布的核对）：', ...trusted, '', answer, ''].join('\n');
}

function groups(hex: string): string {
  return (hex.match(/.{1,8}/g) ?? []).join(' ');
}
