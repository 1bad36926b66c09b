import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

test('R-090 没有写 BANK_URL 就没有银行；生产环境的银行只能用 https，免得线路上的人说保证金到了', () => {
  assert.equal(readConfig({}).bankUrl, null);
  assert.equal(readConfig({ BANK_URL: 'http://127.0.0.1:9000' }).bankUrl, 'http://127.0.0.1:9000');
  assert.equal(readConfig({ OVOO_MODE: 'production', BANK_URL: 'https://bank.test' }).bankUrl, 'https://bank.test');
  assert.throws(() => readConfig({ OVOO_MODE: 'production', BANK_URL: 'http://bank.test' }), /https in production/);
  for (const url of ['bank', 'ftp://bank.test', 'file:///bank']) assert.throws(() => readConfig({ BANK_URL: url }), /BANK_URL/, url);
});
