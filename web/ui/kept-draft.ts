import { utf8 } from '#kernel/bytes.ts';

/**
 * What has been typed into a form and not yet sent, kept in this browser: it outlives a reload and a crash.
 * The adversary is the next person at a shared machine. What lies here is ciphertext, and its key comes from the own
 * session or the own key file, never from this browser; logging out deletes it as well.
 */
export type DraftBox = {
  /** As it was kept, unparsed: an older page may have written it. Null when there is none that this owner can read. */
  readonly find: (form: string) => Promise<unknown>;
  /** Resolves once the disk has it. */
  readonly keep: (form: string, draft: unknown) => Promise<void>;
  readonly drop: (form: string) => Promise<void>;
};

const databaseName = 'ovoo-drafts';
const storeName = 'draft';

type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly box: ArrayBuffer };

/** Null where this browser keeps nothing or has no cryptography (no HTTPS, some private windows). @param secret 32 bytes that only the owner can get again. */
export async function openDrafts(secret: Uint8Array<ArrayBuffer>, owner: string): Promise<DraftBox | null> {
  try {
    const key = await draftKey(secret);
    (await database()).close();
    return draftBox(key, owner);
  } catch {
    return null;
  }
}

/** Everyone's, on logout. */
export async function dropAllDrafts(): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(databaseName);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function draftBox(key: CryptoKey, owner: string): DraftBox {
  const nameOf = (form: string): string => `${owner}/${form}`;
  const algorithm = (form: string, iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: utf8(nameOf(form)) });
  return {
    async find(form) {
      const found = await inStore<Sealed | undefined>('readonly', (store) => store.get(nameOf(form)) as IDBRequest<Sealed | undefined>);
      if (!found) return null;
      const text = await crypto.subtle.decrypt(algorithm(form, found.iv), key, found.box).catch(() => null);
      return text === null ? null : (JSON.parse(new TextDecoder().decode(text)) as unknown);
    },
    async keep(form, draft) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const box = await crypto.subtle.encrypt(algorithm(form, iv), key, utf8(JSON.stringify(draft)));
      await inStore('readwrite', (store) => store.put({ iv, box }, nameOf(form)));
    },
    async drop(form) {
      await inStore('readwrite', (store) => store.delete(nameOf(form)));
    },
  };
}

async function draftKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('ovoo draft v1') };
  return await crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** One transaction, strict: it completes when the disk has it, not when the browser has queued it. */
async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opened = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = opened.transaction(storeName, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('the draft was not kept'));
    });
  } finally {
    opened.close();
  }
}

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no drafts here'));
  });
}
