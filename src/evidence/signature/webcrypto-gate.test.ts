import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasBrowserCryptography, requireBrowserCryptography } from './webcrypto-gate.ts';

test('R-039 cryptography is offered where the context is secure and has WebCrypto, and nowhere else', () => {
  assert.equal(hasBrowserCryptography(), true);
  assert.equal(hasBrowserCryptography({ isSecureContext: true, crypto: { subtle: {} } }), true);
  assert.equal(hasBrowserCryptography({ isSecureContext: false, crypto: { subtle: {} } }), false);
  assert.equal(hasBrowserCryptography({ isSecureContext: true, crypto: {} }), false);
  assert.equal(hasBrowserCryptography({}), false);
});

test('R-039 非安全连接下，说明原因和办法', () => {
  const answer = requireBrowserCryptography({ isSecureContext: false });
  assert.ok(!answer.ok);
  assert.match(answer.error.message, /不是安全连接/);
  assert.match(answer.error.remedy ?? '', /https:\/\/.*localhost/);
  assert.equal(requireBrowserCryptography().ok, true);
});
