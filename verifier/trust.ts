import { fromBase64url, sha256, toHex, type Bytes } from './bytes.ts';
import { Authorities, readText } from './chain.ts';
import { ensure, Fault, must } from './fault.ts';
import { canonical, parse } from './json.ts';
import { ed25519, keyType, readNoteKey, type NoteKey } from './note.ts';
import { Reader } from './shape.ts';

/** What is held beforehand and never taken from the bundle: who may speak for the log, the receipts and the authorities. */
export type Trust = {
  readonly origin: string;
  readonly log: NoteKey;
  readonly cosigners: readonly NoteKey[];
  readonly quorum: number;
  readonly receipts: CryptoKey;
  readonly authorities: Authorities;
  readonly fingerprints: readonly Fingerprint[];
};

/** To be compared with what is published on paper and on other sites. `value` is the hex SHA-256 of key or certificate. */
export type Fingerprint = { readonly role: 'log' | 'receipts' | 'cosigner' | 'root'; readonly name: string; readonly value: string };

/** Reads `trust.json`. The person who verifies chose it; a mistake in it must not pass for trust. */
export async function readTrust(given: unknown): Promise<Trust> {
  const value = typeof given === 'string' ? parse(given) : parse(canonical(given));
  const top = new Reader(value, '信任根', 'trust.form').exactly(['v', 'origin', 'logKey', 'cosigners', 'quorum', 'receiptKey', 'authorities']);
  ensure(top.at('v').json === 1, 'trust.form', '信任根.v 应为 1');
  const log = await readNoteKey(top.at('logKey').text());
  const cosigners = await Promise.all(top.at('cosigners').list(32).map((each) => readNoteKey(each.text())));
  const quorum = top.at('quorum').count();
  const origin = top.at('origin').text();
  ensure(log.type === keyType.log && log.name === origin, 'trust.form', '日志公钥的名称应为日志的名称');
  ensure(cosigners.every(({ type }) => type === keyType.cosigner), 'trust.form', '共签方公钥的类型不对');
  const distinct = new Set([log, ...cosigners].map(({ raw }) => toHex(raw)));
  ensure(distinct.size === cosigners.length + 1 && quorum <= cosigners.length, 'trust.form', '共签方不足或重复');
  const receipt = top.at('receiptKey').bytes(32);
  const authorities = await Promise.all(top.at('authorities').list(100).map(readAuthority));
  return {
    origin, log, cosigners, quorum,
    receipts: await ed25519(receipt),
    authorities: new Authorities(authorities.flatMap(({ roots }) => roots), authorities.flatMap(({ intermediates }) => intermediates)),
    fingerprints: [
      { role: 'log', name: log.name, value: await fingerprint(log.raw) },
      { role: 'receipts', name: '平台签发', value: await fingerprint(receipt) },
      ...await Promise.all(cosigners.map(async ({ name, raw }) => ({ role: 'cosigner' as const, name, value: await fingerprint(raw) }))),
      ...authorities.flatMap(({ name, roots }) => roots.map((root) => ({ role: 'root' as const, name, value: root.fingerprint }))),
    ],
  };
}

async function readAuthority(authority: Reader) {
  authority.exactly(['name', 'roots', 'intermediates']);
  const read = async (name: string) => await Promise.all(authority.at(name).list(16).map(async (each) => {
    must(fromBase64url(each.text()), 'trust.form', `${each.path}：应为 base64url 的 DER`);
    try {
      return await readText(each.text());
    } catch (error) {
      throw error instanceof Fault ? new Fault('trust.form', `${each.path}：${error.message}`) : error;
    }
  }));
  return { name: authority.at('name').text(), roots: await read('roots'), intermediates: await read('intermediates') };
}

async function fingerprint(raw: Bytes): Promise<string> {
  return toHex(await sha256(raw));
}
