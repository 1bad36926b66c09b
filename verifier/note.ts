import { concat, fromBase64, sha256, toHex, utf8, type Bytes } from './bytes.ts';
import { ensure, Fault, must } from './fault.ts';
import type { Head } from './merkle.ts';

/** A C2SP signed note: the text that is signed, and its signature lines. */
export type Note = { readonly text: string; readonly lines: readonly SignatureLine[] };
type SignatureLine = { readonly name: string; readonly keyId: string; readonly signature: Bytes };

/** A C2SP verifier key. `type` 1 signs the note, 4 co-signs it with a time. */
export type NoteKey = { readonly name: string; readonly keyId: string; readonly type: number; readonly raw: Bytes; readonly key: CryptoKey };

export const keyType = { log: 1, cosigner: 4 } as const;

export type Checkpoint = Head & { readonly cosigners: readonly { readonly name: string; readonly atSecond: number }[] };

/** `<name>+<key id>+<base64 of type and key>`; the id must be that of the key. */
export async function readNoteKey(text: string): Promise<NoteKey> {
  const [, name = '', keyId = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const material = fromBase64(encoded);
  ensure(material?.length === 33, 'trust.form', `公钥格式不对：${text.slice(0, 60)}`);
  const raw = material.slice(1);
  const id = (await sha256(utf8(`${name}\n`), material)).subarray(0, 4);
  ensure(toHex(id) === keyId, 'trust.form', `公钥与其编号不符：${name}`);
  return { name, keyId, type: material[0] as number, raw, key: await ed25519(raw) };
}

export async function ed25519(raw: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  } catch {
    throw new Fault('trust.form', '这里的程序不支持 Ed25519，或公钥不对；请换用较新的浏览器或 Node 20 以上');
  }
}

/** The attacker wrote the file. What a log would not write fails: every line must be of a pinned key, none twice. */
export function readNote(file: string): Note {
  const cut = file.lastIndexOf('\n\n');
  ensure(cut > 0 && file.endsWith('\n') && file.length <= 20_000, 'log.note', '检查点没有签名部分');
  const lines = file.slice(cut + 2, -1).split('\n').map((line) => {
    const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
    const bytes = must(fromBase64(encoded), 'log.note', '签名行格式不对');
    ensure(name !== '' && bytes.length > 4, 'log.note', '签名行格式不对');
    return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
  });
  return { text: file.slice(0, cut + 1), lines };
}

/** Log signature and co-signatures, then the tree head that they stand under. */
export async function verifyNote(file: string, pinned: { origin: string; log: NoteKey; cosigners: readonly NoteKey[]; quorum: number }): Promise<Checkpoint> {
  const { text, lines } = readNote(file);
  const seen = new Set<string>();
  const cosigners: { name: string; atSecond: number }[] = [];
  let isSigned = false;
  for (const line of lines) {
    const key = must([pinned.log, ...pinned.cosigners].find(({ name, keyId }) => name === line.name && keyId === line.keyId), 'log.note', `${line.name} 不在信任根之内`);
    ensure(!seen.has(`${key.name} ${key.keyId}`), 'log.note', `${key.name} 签了两次`);
    seen.add(`${key.name} ${key.keyId}`);
    if (key === pinned.log) {
      ensure(await crypto.subtle.verify('Ed25519', key.key, line.signature, utf8(text)), 'log.signature', '日志的签名不成立');
      isSigned = true;
    } else {
      cosigners.push({ name: key.name, atSecond: await cosignedAt(text, line.signature, key) });
    }
  }
  ensure(isSigned, 'log.signature', '检查点没有日志的签名');
  ensure(cosigners.length >= pinned.quorum, 'log.quorum', `共签 ${cosigners.length} 个，应不少于 ${pinned.quorum} 个`);
  return { ...readHead(text, pinned.origin), cosigners };
}

async function cosignedAt(text: string, signature: Bytes, key: NoteKey): Promise<number> {
  ensure(key.type === keyType.cosigner && signature.length === 72, 'log.cosignature', `${key.name} 的共签格式不对`);
  const second = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const message = concat(utf8(`cosignature/v1\ntime ${second}\n`), utf8(text));
  ensure(await crypto.subtle.verify('Ed25519', key.key, signature.slice(8), message), 'log.cosignature', `${key.name} 的共签不成立`);
  return Number(second);
}

/** Exactly three lines: origin, size, root. */
function readHead(text: string, origin: string): Head {
  const [name, size = '', root = '', ...rest] = text.split('\n');
  ensure(name === origin, 'log.note', '检查点属于另一个日志');
  const bytes = fromBase64(root);
  ensure(/^[1-9]\d{0,14}$/.test(size) && bytes?.length === 32 && rest.length === 1 && rest[0] === '', 'log.note', '检查点格式不对');
  return { size: Number(size), root: bytes };
}
