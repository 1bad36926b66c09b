import { readFileSync } from 'node:fs';
const { verifyBundle } = await import('/work/main/verifier/verifier.ts');
const { mutationsOf } = await import('/work/main/test/bundle/tampering.testing.ts');
for (const n of ['pub', 'par']) {
  const b = JSON.parse(readFileSync(`/tmp/${n}.json`, 'utf8')); const t = JSON.parse(readFileSync('/tmp/trust-b.json', 'utf8'));
  let count = 0; const codes = new Map(); const s = Date.now();
  for (const m of mutationsOf(b)) { count++; const v = await verifyBundle(m.make(), t); const c = v.checks.find((c: any) => !c.ok); codes.set(c?.code ?? 'PASSED', (codes.get(c?.code ?? 'PASSED') ?? 0) + 1); if (v.ok) console.log('HOLE', m.path, m.what); }
  console.log(n, count, (Date.now() - s) / 1000, codes);
}
