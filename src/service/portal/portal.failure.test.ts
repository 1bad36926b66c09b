import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import { award } from '#trade/award/award.ts';
import { biddersOf } from '#trade/award/award.content.ts';
import type { AwardEvent } from '#trade/award/award.events.ts';
import { stagedEvaluation, stagedOpening, stagedTender } from '#trade/award/award.testing.ts';
import { failureNotice } from '#trade/award/failure.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { sectionsOf } from './pages/notice-sections.view.ts';
import { projectProps } from './pages/project.view.ts';
import { noticeOf } from './portal.notices.ts';
import { lotStage, publicAward, stageOf, summaryOf } from './portal.summary.ts';
import type { Notice, PublicEvent, TenderStates } from './portal.types.ts';

const now = present(parseInstant('2026-11-23 10:00'), 'now');
const [tender, opening] = [stagedTender('t1', now), stagedOpening('t1', now)];
const report = present(stagedEvaluation('t1', now, { failed: true }).report, 'report');
const meta = { at: now, actor: 'system', version: 1, id: 't1-1' };
const received = award.evolve(null, { kind: 'ReportReceived', tenderId: 't1', round: 1, method: 'first-candidate', reportHash: 'r'.repeat(43), publishBy: now, candidates: [], benchmark: null, bidders: biddersOf(report, opening) }, meta);
const declared: AwardEvent = { kind: 'FailureDeclared', cause: 'all-rejected', notice: failureNotice(received, tender, packOf(tender)), statement: null, signature: null };
const failed = award.evolve(received, declared, meta);
const statesOf = (state: typeof failed): TenderStates => ({ tender, opening, awards: [publicAward(state)] });
const event: PublicEvent = { stream: 'award:t1-1', version: 2, kind: 'FailureDeclared', at: now, commitment: Buffer.alloc(32), event: declared };

describe('评标以后失败的标段', () => {
  test('R-098 公告以前门户仍是评标：报告里没有候选人，外人看不出来', () => {
    assert.deepEqual([lotStage(statesOf(received), 't1-1'), stageOf(statesOf(received))], ['evaluating', 'evaluating']);
  });

  test('R-098 公告以后标段和项目都是招标失败，停在评标一步，写明重新招标', () => {
    assert.deepEqual([lotStage(statesOf(failed), 't1-1'), summaryOf(statesOf(failed)).stage], ['failed', 'failed']);
    const props = projectProps({ states: statesOf(failed), notices: [], now, mode: 'demo', show: 'all' });
    assert.deepEqual(props.stages.filter(({ state }) => state === 'stopped').map(({ label }) => label), ['评标']);
    assert.match(props.lots[0]?.failure ?? '', /否决了全部投标.*重新招标/);
  });

  test('R-107 公告写明原因、依据和后果，不写哪一家因为什么被否决', () => {
    const text = present(noticeOf(event, tender), 'notice');
    assert.deepEqual([text.kind, text.listed, text.lotId], ['failure', true, 't1-1']);
    const page = JSON.stringify(sectionsOf({ kind: 'failure', lotId: 't1-1', facts: text.facts } as Notice, statesOf(failed), event));
    for (const part of ['否决了全部投标', '招标投标法 第四十二条', '重新招标', '保证金', '由平台依评标报告公告']) assert.ok(page.includes(part), part);
    assert.ok(!/ALPHA|安全生产许可证/.test(page + JSON.stringify(text)));
  });
});
