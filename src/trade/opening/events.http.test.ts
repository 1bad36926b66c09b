import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { pino } from 'pino';
import { createHttpApp } from '#platform/http/app.ts';
import { registerEventRoute } from './events.routes.ts';
import { openingWorld } from './opening.testing.ts';

const on = await openingWorld();
const of = await on.publish();
const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
registerEventRoute(app, on.platform, { inAll: 9, perAddress: 4, perSession: 2 });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());

/** `answer` is held as long as the line: a response that nobody holds any more is collected, and its connection closed with it. */
type Line = { readonly answer: Response; readonly status: number; readonly body: Promise<string>; readonly retryAfter: string | null; leave(): void };

/** This machine is a trusted proxy, so a test may come from anywhere. */
async function watch(from: string, cookie?: string): Promise<Line> {
  const leaving = new AbortController();
  const answer = await fetch(`${address}/api/openings/${of.tenderId}/events`, { headers: { 'x-forwarded-for': from, ...(cookie ? { cookie } : {}) }, signal: leaving.signal });
  return { answer, status: answer.status, body: answer.status === 200 ? Promise.resolve('') : answer.text(), retryAfter: answer.headers.get('retry-after'), leave: () => leaving.abort() };
}

async function cookie(): Promise<string> {
  const personId = randomBytes(8).toString('hex');
  const token = await on.platform.sessions.start({ actor: { id: `person:${personId}`, role: 'respond.operator', personId, orgId: 'BIDDER0' }, method: 'password', display: { personName: '钱', orgName: '某公司' } });
  return `ovoo_session=${token}`;
}

/** The server hears of a closed line a moment later. */
async function comesIn(from: string, session?: string): Promise<Line> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const line = await watch(from, session);
    if (line.status === 200) return line;
    await line.body;
  }
  assert.fail('the place was not given back');
}

describe('how many may watch', () => {
  test('R-183 one address, one session and all together hold a bounded number of event streams; a place is free again when a line closes', async () => {
    const mine = await cookie();
    const own = [await watch('203.0.113.1', mine), await watch('203.0.113.2', mine)];
    const third = await watch('203.0.113.3', mine);
    assert.deepEqual([third.status, third.retryAfter], [429, '20']);
    const refusal = JSON.parse(await third.body) as Record<string, string>;
    assert.equal(refusal['code'], 'streams.session');
    assert.match(String(refusal['title']), /打开的实时页面太多/);
    assert.match(String(refusal['want']), /2 个/);
    assert.match(String(refusal['remedy']), /关掉/);

    const office = await Promise.all(Array.from({ length: 4 }, () => watch('198.51.100.7')));
    const fifth = await watch('198.51.100.7');
    assert.equal((JSON.parse(await fifth.body) as { code: string }).code, 'streams.address');
    const others = await Promise.all(Array.from({ length: 3 }, (_, i) => watch(`192.0.2.${i}`)));
    assert.deepEqual([...own, ...office, ...others].map(({ status }) => status), Array<number>(9).fill(200));
    const tenth = await watch('192.0.2.99');
    assert.equal((JSON.parse(await tenth.body) as { code: string }).code, 'streams.inAll');

    own[0]?.leave();
    own.push(await comesIn('203.0.113.3', mine));
    assert.equal((await watch('203.0.113.4', mine)).status, 429, 'one left, one came');
    for (const line of [...own, ...office, ...others]) line.leave();
    for (let i = 0; i < 4; i++) others.push(await comesIn('198.51.100.7'));
    for (const line of others) line.leave();
  });
});

describe('what the line tells', () => {
  test('R-191 an event that is not in the public view makes no message, and its id counts nothing', async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${address}/api/openings/${of.tenderId}/events`, { signal: leaving.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail('body');
    let got = '';
    const until = async (wanted: RegExp) => {
      while (!wanted.test(got)) got += (await reader.read()).value ?? assert.fail('ended');
    };
    await until(/"phase":"before".*\n\n/);
    const id = /^id: (\S+)$/m.exec(got)?.[1] ?? assert.fail('id');
    assert.match(id, /^[\w-]{22}$/);
    for (const bidder of on.bidders.slice(0, 3)) for (const lot of of.lots) await on.submit(bidder, lot);
    await on.open(of);
    await until(/"phase":"closed"/);
    assert.equal(got.match(/^event: hall$/gm)?.length, 2, 'between the first view and the close nothing was said');
    leaving.abort();
  });
});
