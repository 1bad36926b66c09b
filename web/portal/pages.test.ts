import { test } from 'node:test';
import assert from 'node:assert/strict';
import { instant } from '#kernel/time/instant.ts';
import { samplePages } from '#test/web/portal-samples.ts';
import type { DeadlineProps } from '../ui/types.ts';
import { deadlineCard } from './parts.ts';

const attack = `"><img src=x onerror=alert(1)><script>alert(2)</script>javascript:alert(3)'`;

test('R-183 no page lets a text from outside become markup or an address', () => {
  for (const [name, page] of Object.entries(samplePages((text) => attack + text))) {
    assert.equal(page.match(/<img|<script>/g), null, name);
    assert.equal(page.match(/(?:href|src|action)="\s*(?:javascript|data):/gi), null, name);
    assert.equal(page.replace(/"[^"]*"/g, '""').match(/<[^>]*\son\w+=/g), null, name);
    if (name !== 'verify') assert.ok(page.includes('&lt;script&gt;'), `${name} shows the text`);
  }
});

test('R-183 pages need no inline script or style, so the content policy can forbid them', () => {
  for (const [name, page] of Object.entries(samplePages())) {
    assert.equal(page.match(/\sstyle=|<style|<script(?![^>]*\ssrc=)/g), null, name);
  }
});

test('R-017 every page has one main heading, a language, a title and a way past the navigation', () => {
  for (const [name, page] of Object.entries(samplePages())) {
    assert.equal(page.match(/<h1/g)?.length, 1, name);
    assert.match(page, /<html lang="zh-CN">/, name);
    assert.match(page, /<title>[^<]{4,}<\/title>/, name);
    assert.match(page, /<a class="skip" href="#main">/, name);
  }
});

test('ids are unique and every label finds its field', () => {
  for (const [name, page] of Object.entries(samplePages())) {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), [], name);
    for (const [, target] of page.matchAll(/<label[^>]*\sfor="([^"]+)"/g)) assert.ok(ids.includes(target), `${name}: ${target}`);
  }
});

test('R-017 a deadline at the end of a day is of that day; while trading is suspended it is what was planned, not the only instant', () => {
  const at = instant(Date.UTC(2027, 0, 21, 16) * 1000);
  const shown = (state: DeadlineProps['state']): string => deadlineCard({ label: '投标截止', at, state }, instant(at - 1)).markup.replace(/<[^>]+>/g, '');
  assert.match(shown('open'), /2027-01-21 24:00:00 北京时间，唯一时刻/);
  assert.match(shown('suspended'), /交易暂停原定 2027-01-21 24:00:00，恢复后重新公布时刻/);
  assert.doesNotMatch(shown('suspended'), /唯一时刻/);
});
