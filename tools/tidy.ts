import ts from 'typescript';
import { importsOf, lineOf, nodesOf, resolveImport, testTitles, type Source } from './source.ts';

/*
 * The house style, as far as a machine can read it. Each check takes sources and returns what is wrong, one line a finding,
 * `path:line what`. Words that must not stand in the project are put together here from halves, so that this file passes too.
 */

export const maximumFileLines = 600;
export const maximumFunctionLines = 70;
export const maximumMedianLines = 120;

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

export function longFiles(sources: readonly Source[]): readonly string[] {
  return sources.filter(({ text }) => lineCount(text) > maximumFileLines).map(({ path, text }) => `${path} has ${lineCount(text)} lines: more than one idea lives there`);
}

export function longFunctions(source: Source): readonly string[] {
  return nodesOf(source).filter(isFunction).flatMap((node) => {
    const first = lineOf(node);
    const lines = node.getSourceFile().getLineAndCharacterOfPosition(node.end).line + 2 - first;
    return lines > maximumFunctionLines ? [`${source.path}:${first} a function of ${lines} lines: name its steps`] : [];
  });
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node);
}

/** Turns a given instant into calendar fields where browsers have no Temporal: a Date made from an argument reads no clock. */
const calendarArithmetic = 'src/kernel/time/instant.ts';

/** Time and chance come in as arguments, so that every decision can be repeated: their sources stand in the platform alone. */
export function ambientCalls(source: Source): readonly string[] {
  return matching(source, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText();
      return ['Date.now', 'Math.random', 'performance.now'].includes(name) ? `${name}: take time and chance as arguments` : null;
    }
    const isConversion = ts.isNewExpression(node) && (node.arguments ?? []).length > 0 && source.path === calendarArithmetic;
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !isConversion) return 'new Date: time is an Instant, a day a PlainDate';
    return null;
  });
}

export function consoleCalls(source: Source): readonly string[] {
  return matching(source, (node) => (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console' ? `${node.getText()}: use the log` : null));
}

/** Money is a bigint of fen, or its decimal text: a float loses fen without a sound. */
export function floatMoney(source: Source): readonly string[] {
  return matching(source, (node) => {
    if (!ts.isCallExpression(node) || !/^(?:Number\.)?(?:Number|parseFloat|parseInt)$/.test(node.expression.getText())) return null;
    return node.arguments.some((argument) => /Fen\b/.test(argument.getText())) ? `${node.getText()}: money is never a float` : null;
  });
}

function matching(source: Source, judge: (node: ts.Node) => string | null): readonly string[] {
  return nodesOf(source).flatMap((node) => {
    const finding = judge(node);
    return finding === null ? [] : [`${source.path}:${lineOf(node)} ${finding}`];
  });
}

const looseEnds = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'XX' + 'X'].join('|')})\\b`);

export function unfinished(source: Source): readonly string[] {
  return linesMatching(source, looseEnds, 'finish it or leave it out');
}

/** Paths of one machine and hosts of package mirrors mean nothing to anyone else. */
const machinePath = new RegExp(`(?:^|[\\s'"\`(=])/(?:${['ro' + 'ot', 'wo' + 'rk', 'ho' + 'me/[a-z]+', 'Us' + 'ers/[A-Za-z]+'].join('|')})/`);
const mirrorHost = /https?:\/\/(?!registry\.npmjs\.org)[^/\s'"]*(?:npmmirror|taobao|registry|artifactory|verdaccio|nexus|proxy)[^/\s'"]*/;

export function machineTraces(source: Source): readonly string[] {
  return [...linesMatching(source, machinePath, 'a path of one machine'), ...linesMatching(source, mirrorHost, 'a package host of one machine')];
}

const pinyin = ['zhao', 'tou', 'kai', 'ping', 'zhong', 'ding', 'fei', 'liu'].map((verb) => `${verb}biao`);
const morePinyin = ['gonggao', 'gongshi', 'xiangmu', 'baozhengjin', 'hetong', 'zhuanjia', 'jiaoyi', 'caigou', 'biaoduan', 'jianguan', 'yiyi', 'zhiyi', 'tousu', 'baojia'];
const pinyinName = new RegExp([...pinyin, ...morePinyin].join('|'), 'i');

/** Names that say the wrong thing: pinyin, and the word that OCDS and the national standard use for opposite parties. */
export function badNames(source: Source): readonly string[] {
  const isForeignFormat = source.path.startsWith('src/exchange/');
  return matching(source, (node) => {
    if (!ts.isIdentifier(node)) return null;
    if (pinyinName.test(node.text)) return `${node.text}: an English name from GLOSSARY.md`;
    return !isForeignFormat && /tenderer/i.test(node.text) ? `${node.text}: say initiator or bidder` : null;
  });
}

/** A test that is switched off is no test. */
export function switchedOff(source: Source): readonly string[] {
  return matching(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && ['skip', 'only', 'todo'].includes(node.name.text) && /^(?:test|it|describe|suite|t|context)$/.test(node.expression.getText())) {
      return `${node.getText()}: every test runs`;
    }
    const isOption = ts.isPropertyAssignment(node) && ['skip', 'only', 'todo'].includes(node.name.getText()) && isOptionOfTest(node.parent.parent);
    return isOption ? `${node.getText()}: every test runs` : null;
  });
}

function isOptionOfTest(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^(?:test|it|describe|suite|t\.test)$/.test(node.expression.getText());
}

export function duplicateTitles(tests: readonly Source[]): readonly string[] {
  const seen = new Map<string, string>();
  return tests.flatMap(testTitles).filter(({ fixed }) => fixed).flatMap(({ file, line, suites, title }) => {
    const name = [...suites, title].join(' › ');
    const first = seen.get(name);
    seen.set(name, first ?? `${file}:${line}`);
    return first === undefined ? [] : [`${file}:${line} has the title of ${first}: ${name}`];
  });
}

/**
 * TypeScript that nothing reaches: no import, no script of package.json, and no string (a page's script, a worker's URL,
 * the path of a program that is started) that ends in its name.
 */
export function deadFiles(sources: readonly Source[], others: readonly Source[], aliases: Readonly<Record<string, string>>): readonly string[] {
  const imported = new Set(sources.flatMap((source) => importsOf(source).map(({ specifier }) => resolveImport(source.path, specifier, aliases).name)));
  const named = new Set([...sources, ...others].flatMap(({ text }) => [...text.matchAll(/[\w./-]+\.tsx?\b/g)].map(([name]) => baseName(name) + lastFolder(name))));
  return sources
    .map(({ path }) => path)
    .filter((path) => !isTest(path) && !path.endsWith('.d.ts') && !/\.config\.ts$/.test(path) && !imported.has(path))
    .filter((path) => !named.has(baseName(path)) && !named.has(baseName(path) + lastFolder(path)))
    .map((path) => `${path}: nothing imports it or starts it`);
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function lastFolder(path: string): string {
  const folder = path.split('/').at(-2);
  return folder === undefined || folder === '.' ? '' : `|${folder}`;
}

function linesMatching({ path, text }: Source, pattern: RegExp, why: string): readonly string[] {
  if (!pattern.test(text) && !text.split('\n').some((line) => pattern.test(line))) return [];
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${why}: ${line.trim().slice(0, 100)}`] : []));
}
