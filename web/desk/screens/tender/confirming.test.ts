import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmLabel } from './confirming.ts';

test('R-085 确认最新的一条，此前未读的一并确认，按钮如实写明；别的项目的不算', () => {
  const notice = (tenderId: string, number: number, unread: boolean) => ({ tenderId, unread, amendment: { number } });
  const items = [notice('a', 3, true), notice('a', 2, true), notice('a', 1, false), notice('b', 1, true)];
  assert.equal(confirmLabel(items, notice('a', 2, true)), '确认收到');
  assert.equal(confirmLabel(items, notice('a', 3, true)), '确认收到这条和此前未读的 1 条');
  assert.equal(confirmLabel(items, notice('b', 1, true)), '确认收到');
});
