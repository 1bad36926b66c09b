import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import { idFrom } from '#kernel/ids.ts';
import { addMicros, instant, microsPerHour } from '#kernel/time/instant.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { hashOfDocument } from '#trade/tender/tender.document.ts';
import { registration, sampleDocument } from '#trade/tender/tender.testing.ts';
import { tender } from '#trade/tender/tender.ts';
import { award } from '#trade/award/award.ts';
import { opening } from '#trade/opening/opening.ts';
import { bundleStage } from '#test/bundle/stage.testing.ts';
import { createPageCache } from './page-cache.ts';
import { portalOf } from './portal.testing.ts';

const stage = await bundleStage([tender, opening, award]);
const initiator = await stage.player('INITIATOR', '赛罕区卫生健康委员会', 'initiate.operator');
/** Two nodes over one database: what one has followed, the other shows. */
const [here, there] = await Promise.all([portalOf(stage.platform, logTrustOf(stage.trust)), portalOf(stage.platform, logTrustOf(stage.trust))]);

async function publish(name: string, hours = 24 * 24): Promise<string> {
  const now = await stage.now();
  const tenderId = idFrom(randomBytes(16));
  const lots = registration.lots.map((lot) => ({ ...lot, lotId: lot.lotId.replace(registration.tenderId, tenderId) }));
  const document = { ...sampleDocument(now, lots), bidDeadlineAt: instant(Math.ceil((now + hours * microsPerHour) / microsPerHour) * microsPerHour) };
  const published = { version: 1, publishedAt: now, document, documentHash: hashOfDocument(document), keyHolders: [], k: 3 };
  await stage.tell(initiator.actor, ['tender', tenderId, { kind: 'TenderRegistered', tender: { ...registration, tenderId, name, lots, registeredAt: now } } as never], ['tender', tenderId, { kind: 'NoticePublished', published, statement: {}, signature: {} } as never]);
  return tenderId;
}

async function follow(): Promise<void> {
  await stage.publish();
  await here.follow();
}

describe('page cache', () => {
  test('R-081 what has been followed stands on the next page, on every node, under a rush of readers', async () => {
    let stop = false;
    const rush = Promise.all([here, there].flatMap((node) => Array.from({ length: 4 }, async () => {
      while (!stop) assert.equal((await node.get('/notices')).status, 200);
    })));
    for (let i = 0; i < 8; i++) {
      await publish(`并发项目 ${i} 号`);
      await follow();
      const pages = await Promise.all([here.get('/notices'), there.get('/notices'), there.get('/')]);
      for (const { text } of pages) assert.ok(text.includes(`并发项目 ${i} 号`), `${i}`);
    }
    stop = true;
    await rush;
  });

  test('R-085 when the instant has passed, the next page says so', async () => {
    const tenderId = await publish('到时项目', 2);
    await follow();
    assert.match((await here.get(`/projects/${tenderId}`)).text, /距投标截止/);
    const { document } = present((await stage.stateOf<{ published: { document: { bidDeadlineAt: number } } | null }>(tender, tenderId)).published, 'published');
    await stage.advanceTo(instant(document.bidDeadlineAt));
    const { text } = await here.get(`/projects/${tenderId}`);
    assert.match(text, /正在截止/);
    assert.doesNotMatch((await here.get('/notices?q=到时项目')).text, /data-countdown/);
  });

  test('one rendering serves all readers of a page until the journal or the clock moves', async () => {
    const cache = createPageCache(100);
    let renderings = 0;
    const render = (): Promise<string> => Promise.resolve(String(++renderings));
    const now = await stage.now();
    const whole = instant(Math.floor(now / 1_000_000) * 1_000_000);
    const read = async (mark: string, at = whole) => String(await cache.page('/', { mark, now: at }, render));
    assert.deepEqual(await Promise.all([read('1'), read('1'), read('1', addMicros(whole, 999_999))]), ['1', '1', '1']);
    assert.equal(await read('2'), '2');
    assert.equal(await read('2', addMicros(whole, 1_000_000)), '3');
    assert.equal(await read('1'), '4', 'a mark that comes back is made anew');
  });

  test('a page that failed is not kept', async () => {
    const cache = createPageCache(100);
    const moment = { mark: '1', now: instant(0) };
    await assert.rejects(cache.page('/', moment, () => Promise.reject(new Error('broken'))));
    assert.equal(String(await cache.page('/', moment, () => Promise.resolve('whole'))), 'whole');
  });
});
