import { rmSync } from 'node:fs';
import { toBase64url } from '#kernel/bytes.ts';
import { instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { generateKeys } from '#evidence/signature/key-file.ts';
import { chainOf, issue } from '#platform/ca/authority.ts';
import { agentFolder, writeIdentities, type StoredIdentity } from '#platform/agent/key-folder.ts';
import { keyHolderParts } from '#service/keyholder/key-holder.ts';
import type { DemoAuthority } from './authorities.ts';
import type { Cast } from './cast.ts';
import { holderPlans } from './found.ts';

/**
 * Keys and certificates of every key agent, one folder a part: `keys/agent-<part>/identities.json`, readable by that
 * agent's process alone. Returns each holder's public encryption key.
 */
export async function makeAgents(cast: Cast, authorities: readonly DemoAuthority[], dataDir: string, now: Instant): Promise<Map<string, CryptoKey>> {
  const publicKeys = new Map<string, CryptoKey>();
  const validity = { notBefore: instant(now - 30 * microsPerDay), notAfter: instant(now + 5 * 365 * microsPerDay) };
  for (const part of keyHolderParts) {
    const identities: StoredIdentity[] = [];
    for (const [i, plan] of holderPlans(cast).filter((each) => each.part === part).entries()) {
      const authority = authorities[i % authorities.length] as DemoAuthority;
      const keys = await generateKeys();
      const subject = { orgName: plan.organisation.name, uscc: plan.organisation.orgId, personName: '密钥代理', personId: plan.holderId };
      const chain = (publicKey: Uint8Array, usage: 'sign' | 'encrypt'): string[] => chainOf(authority.issuing, issue(authority.issuing, { ...validity, subject, publicKey, usage })).map(toBase64url);
      identities.push({
        holderId: plan.holderId, orgId: plan.organisation.orgId, name: plan.name,
        sign: { pkcs8: await pkcs8(keys.sign), chain: chain(keys.signSpki, 'sign') },
        decrypt: { pkcs8: await pkcs8(keys.decrypt), chain: chain(keys.decryptSpki, 'encrypt') },
      });
      publicKeys.set(plan.holderId, await crypto.subtle.importKey('spki', keys.decryptSpki, { name: 'ECDH', namedCurve: 'P-256' }, true, []));
    }
    // A new agent remembers nothing: what another noted here, in a world that was cut short, would contradict what it is asked now.
    rmSync(agentFolder(dataDir, part), { recursive: true, force: true });
    writeIdentities(agentFolder(dataDir, part), identities);
  }
  return publicKeys;
}

async function pkcs8(key: CryptoKey): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)));
}
