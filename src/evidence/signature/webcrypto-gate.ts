import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { signatureRefusals } from './signature.refusals.ts';

/** The part of `globalThis` that tells whether WebCrypto may be used here. */
export type CryptographyScope = {
  readonly crypto?: { readonly subtle?: unknown } | undefined;
  readonly isSecureContext?: boolean | undefined;
};

/**
 * Browsers hand out `crypto.subtle` on HTTPS and localhost alone. Keys are never sent to the server instead:
 * where this is false, nothing that needs a private key is offered.
 */
export function hasBrowserCryptography(scope: CryptographyScope = globalThis): boolean {
  return scope.isSecureContext !== false && scope.crypto?.subtle !== undefined;
}

/** Ok, or the sentence to show in place of a signing, sealing or opening form. */
export function requireBrowserCryptography(scope: CryptographyScope = globalThis): Result<void, Refusal> {
  return hasBrowserCryptography(scope) ? ok(undefined) : err(signatureRefusals.insecureContext());
}
