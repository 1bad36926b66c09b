import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { agentNames } from '../parties.ts';
import { openingStage } from './opening.stage.ts';

const stage = await openingStage({ tenders: 2, bids: 3 });
after(() => stage.end());

async function until(isSo: (openings: readonly Opening[]) => boolean): Promise<Opening[]> {
  for (let tries = 0; tries < 300; tries++) {
    const openings = await stage.openings();
    if (isSo(openings)) return openings;
    await pause(100);
  }
  return assert.fail('it did not come to that');
}

function lists(openings: readonly Opening[]): string[] {
  return openings.flatMap(({ lots }) => lots.flatMap(({ accepted }) => accepted.map(({ manifestHash }) => manifestHash))).sort();
}

test('R-094 R-088 截止后、公布前服务器和密钥代理被强行终止：名单、份额一样不少，重启后照常开完', async () => {
  const server = await stage.startServer();
  await stage.startLog();
  const [first, second, ...others] = agentNames;
  const agents = [await stage.startAgent(present(first, 'agent')), await stage.startAgent(present(second, 'agent'))];
  while ((await stage.contributions()) < 4) await pause(100);
  await stage.toDeadline();
  const halfway = await until((openings) => openings.length === 2 && openings.every(({ lots }) => lots.every(({ accepted, coefficient }) => coefficient !== null && accepted.every(({ released }) => released.length === 2))));
  assert.ok(halfway.every(({ status }) => status === 'decrypting'), '两方不够，一个价格也没有公布');
  for (const child of [server, ...agents]) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  assert.deepEqual(await stage.openings(), halfway, '强行终止不丢失任何已受理的内容');
  await stage.startServer();
  for (const name of [second, ...others]) await stage.startAgent(present(name, 'agent'));
  const done = await until((openings) => openings.every(({ status, lots }) => status === 'announced' && lots.every(({ coefficient }) => coefficient !== null)));
  assert.deepEqual(lists(done), lists(halfway));
  assert.ok(done.every(({ lots }) => lots.every(({ accepted }) => accepted.every(({ outcome }) => outcome.kind === 'opened' && outcome.path === 'holders'))));
});
