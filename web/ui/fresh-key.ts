/** A fresh idempotency key. `crypto.randomUUID` exists only on localhost and HTTPS; random bytes exist everywhere. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
