import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectFiles, readSource, typescriptSources, type Source } from './source.ts';
import * as tidy from './tidy.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = projectFiles(root);
const sources = typescriptSources(root);
const product = sources.filter(({ path }) => /^(?:src|verifier|tools)\//.test(path) && !tidy.isTest(path));
const texts = files.filter((path) => /\.(?:[jt]sx?|sql|css|html|md|json|ya?ml|sh)$|^\.ci\/|^[^/]*rc$/.test(path) && !path.startsWith('test/vectors/')).map((path) => readSource(root, path));
const maximumBlobBytes = 400_000;

/** May read the machine's clock or chance: the platform is where both come from, benches and journeys measure them. */
const mayUseAmbient = /^(?:src\/platform\/|src\/apps\/|tools\/|.*bench)/;
/** Programs for a terminal print; everything else logs. */
const mayPrint = /^(?:src\/apps\/|tools\/|verifier\/cli\.ts)/;

function eachOf(chosen: readonly Source[], check: (source: Source) => readonly string[]): readonly string[] {
  return chosen.flatMap(check);
}

describe('the tree is tidy', () => {
  test('files are short', (t) => {
    const counted = sources.map(({ text }) => tidy.lineCount(text)).sort((a, b) => a - b);
    const [median = 0, p95 = 0] = [counted[Math.floor(counted.length / 2)], counted[Math.floor(counted.length * 0.95)]];
    t.diagnostic(`${counted.length} files, median ${median} lines, p95 ${p95}`);
    assert.deepEqual(tidy.longFiles([...sources, ...texts.filter(({ path }) => /\.(?:sql|css)$/.test(path))]), []);
    assert.ok(median <= tidy.maximumMedianLines, `the median file has ${median} lines`);
  });
  test('functions are short', () => assert.deepEqual(eachOf(product, tidy.longFunctions), []));
  test('time and chance come from the platform alone', () => assert.deepEqual(eachOf(product.filter(({ path }) => !mayUseAmbient.test(path)), tidy.ambientCalls), []));
  test('only programs for a terminal print', () => assert.deepEqual(eachOf(product.filter(({ path }) => !mayPrint.test(path)), tidy.consoleCalls), []));
  test('money never becomes a float', () => assert.deepEqual(eachOf(sources, tidy.floatMoney), []));
  test('names are English and say who is meant', () => assert.deepEqual(eachOf(sources, tidy.badNames), []));
  test('nothing is left unfinished', () => assert.deepEqual(eachOf(texts, tidy.unfinished), []));
  test('no path or package host of one machine', () => assert.deepEqual(eachOf(texts, tidy.machineTraces), []));
  test('no test is switched off', () => assert.deepEqual(eachOf(sources.filter(({ path }) => tidy.isTest(path)), tidy.switchedOff), []));
  test('no two tests share a title', () => assert.deepEqual(tidy.duplicateTitles(sources.filter(({ path }) => tidy.isTest(path))), []));

  test('no large blob', () => {
    const large = files.filter((path) => path !== 'package-lock.json' && !path.startsWith('test/vectors/') && statSync(join(root, path)).size > maximumBlobBytes);
    assert.deepEqual(large, []);
  });

  test('no dead file', () => {
    const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };
    const starters = texts.filter(({ path }) => /\.(?:html|json|js)$|^\.ci\//.test(path));
    assert.deepEqual(tidy.deadFiles(sources, starters, imports), []);
  });

  test('a migration is never edited once it has settled', () => {
    const settled = files.filter((path) => path.startsWith('migrations/')).flatMap((path) => settledText(path));
    assert.deepEqual(settled.filter(({ path, text }) => readFileSync(join(root, path), 'utf8') !== text).map(({ path }) => `${path} was edited: write a new migration`), []);
  });
});

/** A migration may still be mended on the day it came to the history; after that, databases have run it. */
const settlesAfterSeconds = 86_400;

/** The text in which a migration settled; nothing while it is young or uncommitted, or without git. */
function settledText(path: string): readonly Source[] {
  if (!existsSync(join(root, '.git'))) return [];
  const git = (...args: string[]) => execFileSync('git', ['-C', root, '-c', `safe.directory=${root}`, ...args], { encoding: 'utf8' });
  const history = git('log', '--format=%ct %H', '--', path).trim().split('\n').filter(Boolean).map((line) => ({ at: parseInt(line, 10), commit: line.split(' ')[1] ?? '' }));
  const settlesAt = Math.min(...history.map(({ at }) => at)) + settlesAfterSeconds;
  const isYoung = history.length === 0 || parseInt(git('log', '-1', '--format=%ct'), 10) < settlesAt;
  const last = history.find(({ at }) => at < settlesAt);
  return isYoung || !last ? [] : [{ path, text: git('show', `${last.commit}:${path}`) }];
}

describe('each check of the tree sees what it is for', () => {
  const of = (text: string, path = 'src/trade/made-up.ts'): Source => ({ path, text });
  const offOf = (what: string) => `import { test } from 'node:test';\ntest.${what}('x', () => {});\ntest('y', { ${what}: true }, () => {});`;
  const examples: readonly (readonly [name: string, found: readonly string[], count: number])[] = [
    ['a long file', tidy.longFiles([of('\n'.repeat(601)), of('\n'.repeat(600))]), 1],
    ['a long function', tidy.longFunctions(of(`function f() {${'\n'.repeat(71)}}\nfunction g() {\n}`)), 1],
    ['ambient time and chance', tidy.ambientCalls(of(`Date.now(); new Date(); Math.random(); // Date.now()\n'new Date'`)), 3],
    ['a clock read in calendar arithmetic', tidy.ambientCalls(of('new Date(at); new Date(); Date.now()', 'src/kernel/time/instant.ts')), 2],
    ['printing', tidy.consoleCalls(of(`console.log(1)`)), 1],
    ['money as a float', tidy.floatMoney(of('Number(bid.priceFen); parseFloat(priceFen); Number(count)')), 2],
    ['pinyin', tidy.badNames(of('const toubiaoren = 1')), 1],
    ['an ambiguous party', tidy.badNames(of('const tendererId = 1')), 1],
    ['a loose end', tidy.unfinished(of(`// ${'TO' + 'DO'} later`)), 1],
    ['a path of one machine', tidy.machineTraces(of(`open('${'/ro' + 'ot'}/x')\nfetch('/api${'/wo' + 'rk'}/x')`)), 1],
    ['a package mirror', tidy.machineTraces(of(`"resolved": "https://${'npm' + 'mirror'}.example/x"\nhttps://registry.npmjs.org/x`)), 1],
    ['a skipped test', tidy.switchedOff(of(offOf('skip'))), 2],
    ['an exclusive test', tidy.switchedOff(of(offOf('only'))), 2],
    ['a title used twice', tidy.duplicateTitles([of(`test('a', f); describe('s', () => { test('a', f) })`), of(`it('a', f)`)]), 1],
    ['a dead file', tidy.deadFiles([of(`import './b.ts'`, 'src/a.ts'), of('', 'src/b.ts'), of('', 'src/c.ts')], [of(`"start": "node src/a.ts"`, 'package.json')], {}), 1],
  ];
  for (const [name, found, count] of examples) test(name, () => assert.equal(found.length, count, found.join('\n')));
});
