import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { playAndWatch } from './counting.testing.ts';

describe('someone who counts', () => {
  test('R-191 R-088 同一个项目，没有人投标、三家投标、七家投标：开标之前，外人和登录的旁观者在每一拍、招标人、监督部门、中心、密钥代理和其他单位的每种角色在最后一拍能取到的一切形状相同，数不出有几家', async () => {
    const none = await playAndWatch(0);
    assert.deepEqual(none.growth, new Array<number>(14).fill(4), 'the log grows by its beat alone');
    const asked = none.answers.map((each) => Object.keys(each).length);
    assert.ok(asked.length === 28 && asked.every((questions, i) => questions > (i % 2 === 0 ? 20 : 80)), `questions: ${asked.join()}`);
    const byViewer = [...Map.groupBy(Object.entries(none.byRole), ([question]) => question.slice(0, question.indexOf(' /'))).values()];
    const shape = byViewer.map((questions) => [questions.length, questions.filter(([, answer]) => answer.startsWith('200')).length]);
    assert.deepEqual(shape.filter(([questions = 0, answered = 0]) => questions < 70 || answered < 30), []);
    for (const count of [3, 7]) {
      const some = await playAndWatch(count);
      assert.deepEqual(some.growth, none.growth, `${count} bidders: the size of the log`);
      assert.deepEqual(some.receipts, none.receipts, `${count} bidders: the watcher's own receipts`);
      assert.deepEqual(some.byRole, none.byRole, `${count} bidders: every role`);
      none.answers.forEach((answers, beat) => assert.deepEqual(some.answers[beat], answers, `${count} bidders, ${beat % 2 === 0 ? 'before' : 'after'} beat ${Math.floor(beat / 2)}`));
    }
  });
});
