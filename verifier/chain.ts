import { equalBytes, fromBase64url, type Bytes } from './bytes.ts';
import { attribute, readCertificate, usage, type Certificate } from './certificate.ts';
import { ensure, Fault, must } from './fault.ts';

/** Whom a chain certifies. */
export type Holder = { readonly organization: string; readonly uscc: string; readonly personId: string | null; readonly key: CryptoKey; readonly fingerprint: string };

const longestPath = 6;
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };

/** The authorities pinned outside the bundle. Roots are believed; intermediates only because a root signed them. */
export class Authorities {
  readonly #roots: readonly Certificate[];
  readonly #known: readonly Certificate[];
  readonly #checked = new Map<string, Promise<readonly Certificate[]>>();

  constructor(roots: readonly Certificate[], intermediates: readonly Certificate[]) {
    this.#roots = roots;
    this.#known = [...roots, ...intermediates];
  }

  /**
   * The holder of a signing certificate, good at `at`. The attacker chose the chain: every link must be signed by the next,
   * the last by a pinned root, and each must be an authority that may stand where it stands.
   */
  async certify(chain: readonly string[], at: number): Promise<Holder> {
    const name = chain.join('.');
    const path = await (this.#checked.get(name) ?? this.#remember(name, this.#pathOf(chain)));
    const holder = must(path[0], 'signature.chain', '没有证书');
    for (const certificate of path) ensure(certificate.notBefore <= at && at <= certificate.notAfter, 'signature.validity', '证书在签名时不在有效期内');
    ensure(!holder.isAuthority && (holder.keyUsage & usage.sign) === usage.sign, 'signature.usage', '证书不能用于电子签名');
    return {
      organization: must(holder.names.get(attribute.organization), 'signature.certificate', '证书没有载明单位'),
      uscc: must(holder.names.get(attribute.uscc), 'signature.certificate', '证书没有载明统一社会信用代码'),
      personId: holder.names.get(attribute.personId) ?? null,
      key: await keyOf(holder),
      fingerprint: holder.fingerprint,
    };
  }

  #remember(name: string, path: Promise<readonly Certificate[]>): Promise<readonly Certificate[]> {
    this.#checked.set(name, path);
    return path;
  }

  async #pathOf(chain: readonly string[]): Promise<readonly Certificate[]> {
    ensure(chain.length >= 1 && chain.length <= 4, 'signature.chain', '证书链的长度不对');
    const given = await Promise.all(chain.map(readText));
    const path: Certificate[] = [];
    let current = given[0] as Certificate;
    while (path.length < longestPath) {
      path.push(current);
      if (this.#roots.some((root) => root.fingerprint === current.fingerprint)) {
        ensure(path.length >= given.length, 'signature.chain', '根证书之后还有证书');
        return path;
      }
      const next = given[path.length];
      const candidates = next ? [next] : this.#known;
      const issuer = must(candidates.find((candidate) => fits(candidate, current)), 'signature.chain', '发证机构不在信任根之内，或证书链不完整');
      await checkLink(current, issuer, path.length - 1);
      current = issuer;
    }
    throw new Fault('signature.chain', '证书链过长');
  }
}

function fits(issuer: Certificate, issued: Certificate): boolean {
  if (!equalBytes(issuer.subject, issued.issuer)) return false;
  return issuer.subjectKeyId === null || issued.authorityKeyId === null || issuer.subjectKeyId === issued.authorityKeyId;
}

async function checkLink(issued: Certificate, issuer: Certificate, below: number): Promise<void> {
  const mayIssue = issuer.isAuthority && (issuer.keyUsage & usage.certificates) !== 0 && below <= issuer.pathLength;
  ensure(mayIssue, 'signature.chain', '上级证书不能签发证书');
  const holds = await crypto.subtle.verify(ecdsa, await keyOf(issuer), issued.signature, new Uint8Array(issued.tbs));
  ensure(holds, 'signature.chain', '证书上的签名不成立');
}

async function keyOf(certificate: Certificate): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('spki', new Uint8Array(certificate.spki), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  } catch {
    throw new Fault('signature.certificate', '公钥不在曲线上');
  }
}

export async function readText(text: string): Promise<Certificate> {
  const der: Bytes | null = fromBase64url(text);
  ensure(der !== null && der.length > 0 && der.length <= 8192, 'signature.certificate', '证书应为 base64url 的 DER');
  return readCertificate(der);
}
