import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runCommand } from '../../verifier/command.ts';

async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    read(path) {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    write: (text) => (said.out += text),
    complain: (text) => (said.err += text),
  });
  return { code, ...said };
}

describe('验证命令', () => {
  test('R-179 读不到文件或没有给文件，退出码 2，什么也不算核对过', async () => {
    assert.deepEqual((await run([])).code, 2);
    assert.deepEqual((await run(['a.json', 'b.json'])).code, 2);
    assert.deepEqual((await run(['a.json', '--trust'])).code, 2);
    const missing = await run(['a.json', '--trust', 't.json'], { 'a.json': '{}' });
    assert.equal(missing.code, 2);
    assert.match(missing.err, /无法读取 t\.json/);
  });

  test('R-179 没有通过核对，退出码 1，逐步说明，其余各步不算通过', async () => {
    const { code, out } = await run(['--trust', 't.json', 'a.json'], { 'a.json': '{}', 't.json': '{}' });
    assert.equal(code, 1);
    assert.match(out, /✕ 一、格式：.*form\.field/);
    assert.deepEqual([out.match(/^✕/gm)?.length, out.match(/^—/gm)?.length], [1, 9], 'what was not looked at is not called wrong');
    assert.match(out, /结论：没有通过核对/);
  });
});
