import assert from 'node:assert/strict';
import { test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import type { Origin } from '#kernel/verification.ts';
import { letterPage, noticePage, type LetterContent } from './letter.page.ts';

const now = present(parseInstant('2026-11-23 10:00'), 'now');
const origin: Origin = { sha256: 'ab'.repeat(32), file: 'letter-t1-1.json', at: now, logIndex: 4711, signedBy: '巴林左旗教育局（INITIATOR）' };
const letter: LetterContent = {
  tenderName: '教学楼', lotName: '施工', initiator: '巴林左旗教育局', agency: null, to: { orgId: 'ALPHA', name: '甲公司' }, priceFen: '9600000000', durationDays: 380, quality: '合格',
  projectManager: { name: '王工', certificate: '蒙1502' }, decidedAt: now, contractBy: now,
};

test('R-100 通知书写明原文的 SHA-256、日志编号、签名单位和核验办法', () => {
  const { markup } = letterPage(letter, origin);
  for (const part of [origin.sha256, '第 4711 号', origin.signedBy ?? '', '怎样核验', 'letter-t1-1.json', '甲公司', '玖仟陆佰万元整']) assert.ok(markup.includes(part), part);
  assert.ok(letterPage(letter, { ...origin, logIndex: null }).markup.includes('待编入'));
});

test('R-100 落标的写得分，被否决的写依据和理由，失败的写没有中标人；名称里的标记不成为页面', () => {
  const head = { tenderName: '教学楼', lotName: '施工', initiator: '教育局', ground: null };
  const scores = { technical: '29.0000', commercial: '8.0000', price: '57.2500', total: '94.2500', rank: 2 };
  const winner = { bidderId: 'ALPHA', name: '甲<b>公司', priceFen: '9600000000' };
  const lost = noticePage(head, { outcome: 'not-awarded', name: '乙', scores, ground: null, reason: null, winner }, origin).markup;
  assert.ok(lost.includes('94.25') && !lost.includes('94.2500') && lost.includes('甲&lt;b&gt;公司') && !lost.includes('依据和理由'));
  const rejected = noticePage({ ...head, ground: '资格不符' }, { outcome: 'rejected', name: '丙', scores: null, ground: 'unqualified', reason: '许可证过期', winner: null }, origin).markup;
  assert.ok(rejected.includes('资格不符') && rejected.includes('许可证过期') && rejected.includes('招标失败') && !rejected.includes('你单位的得分'));
});
