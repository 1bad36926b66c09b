import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMicros, instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { createIntermediate, createRoot, restoreAuthority, storeAuthority, type Authority, type StoredAuthority } from '#platform/ca/authority.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { keyDirectory } from '#platform/keys/key-directory.ts';

/** A certification authority of the demo world: a root, and one below it that issues. */
export type DemoAuthority = { readonly id: 'caoyuan' | 'beijiang'; readonly name: string; readonly root: Authority; readonly issuing: Authority };

const names = { caoyuan: '草原数字认证有限公司（演示）', beijiang: '北疆电子认证有限公司（演示）' } as const;

/** The two authorities of a demo world, made at its first start and kept in a key folder of their own. */
export function demoAuthorities(dataDir: string): DemoAuthority[] {
  const file = join(keyDirectory(join(dataDir, 'keys', 'demo-authorities')).path, 'authorities.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(makeAll(machineNow())), { mode: 0o600 });
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { id: DemoAuthority['id']; root: StoredAuthority; issuing: StoredAuthority }[];
  return stored.map(({ id, root, issuing }) => ({ id, name: names[id], root: restoreAuthority(root), issuing: restoreAuthority(issuing) }));
}

/** Valid from three years back, for the world begins with a year of history. */
export function authorityValidity(now: Instant): { notBefore: Instant; notAfter: Instant } {
  return { notBefore: addMicros(now, -3 * 365 * microsPerDay), notAfter: instant(now + 10 * 365 * microsPerDay) };
}

function makeAll(now: Instant) {
  const validity = authorityValidity(now);
  return (Object.keys(names) as DemoAuthority['id'][]).map((id) => {
    const root = createRoot({ organization: names[id], commonName: `${names[id]}根证书` }, validity);
    const issuing = createIntermediate(root, { organization: names[id], commonName: `${names[id]}签发证书` }, validity);
    return { id, root: storeAuthority(root), issuing: storeAuthority(issuing) };
  });
}
