import { afterEach, mock, test } from 'node:test';
import assert from 'node:assert/strict';
import { command, outcome } from './api.ts';
import { ProblemError } from '../ui/problem.ts';

type Answer = Response | 'broken line';

/** Answers requests in turn and keeps what was asked. */
function answering(...answers: Answer[]): { url: string; key: string | null; body: unknown }[] {
  const asked: { url: string; key: string | null; body: unknown }[] = [];
  mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, key: new Headers(init.headers).get('idempotency-key'), body: init.body });
    const answer = answers[asked.length - 1];
    if (answer === undefined || answer === 'broken line') throw new TypeError('fetch failed');
    return answer;
  });
  return asked;
}

const accepted = () => Response.json({ status: 'accepted', result: { id: 'x' }, receipt: null });
const refused = (status: number, code: string) => Response.json({ code, title: '太早', got: '17 日', want: '≥ 20 日', article: '第二十四条', traceId: 'ab' }, { status });

afterEach(() => mock.restoreAll());

test('R-088 after a broken line the same act is sent again under the same key', async () => {
  const asked = answering('broken line', accepted());
  assert.deepEqual((await command('bid.submit', { a: 1 })).result, { id: 'x' });
  assert.equal(asked.length, 2);
  assert.equal(asked[0]?.url, '/api/commands/bid.submit');
  assert.ok(asked[0]?.key);
  assert.equal(asked[0]?.key, asked[1]?.key);
  assert.equal(asked[0]?.body, asked[1]?.body);
});

test('a refusal is not tried again and keeps what it teaches', async () => {
  const asked = answering(refused(422, 'notice.tooShort'), accepted());
  await assert.rejects(command('notice.publish', {}, { idempotencyKey: 'key-1234' }), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.deepEqual(error.problem, { code: 'notice.tooShort', title: '太早', status: 422, got: '17 日', want: '≥ 20 日', article: '第二十四条', traceId: 'ab' });
    return true;
  });
  assert.deepEqual(asked.map(({ key }) => key), ['key-1234']);
});

test('the outcome of an unknown key is null', async () => {
  answering(refused(404, 'command.noSuchOutcome'));
  assert.equal(await outcome('key-1234'), null);
});
