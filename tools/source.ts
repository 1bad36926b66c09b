import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuiltin } from 'node:module';
import ts from 'typescript';

/** What is built, brought or left behind: never part of the source. The same as `.gitignore`. */
const notSource = new Set(['node_modules', '.git', '.data', 'dist', 'shots']);

export type Source = { readonly path: string; readonly text: string };

/** Every file of the project, relative to `root`, with forward slashes, in order. */
export function projectFiles(root: string, folder = ''): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !notSource.has(name) && !name.endsWith('.log'));
  return entries
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? projectFiles(root, path) : [path];
    })
    .sort();
}

export function readSource(root: string, path: string): Source {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** The TypeScript of the project. */
export function typescriptSources(root: string): readonly Source[] {
  return projectFiles(root).filter((path) => /\.tsx?$/.test(path)).map((path) => readSource(root, path));
}

function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

const nodesOfSource = new WeakMap<Source, readonly ts.Node[]>();

/** Every node of a source, parents first, without the tokens between them; kept, since many checks look at the same sources. */
export function nodesOf(source: Source): readonly ts.Node[] {
  const known = nodesOfSource.get(source);
  if (known) return known;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  nodesOfSource.set(source, nodes);
  return nodes;
}

export type Import = { readonly specifier: string; readonly line: number };

/** Static, dynamic, re-exporting and type-only imports. */
export function importsOf(source: Source): readonly Import[] {
  const { importedFiles } = ts.preProcessFile(source.text, true, true);
  return importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, line: source.text.slice(0, pos).split('\n').length }));
}

export type Target = { readonly kind: 'file' | 'builtin' | 'package'; readonly name: string };

/** What a specifier means in `from`; `aliases` is `imports` of package.json, e.g. `{"#kernel/*": "./src/kernel/*"}`. */
export function resolveImport(from: string, specifier: string, aliases: Readonly<Record<string, string>>): Target {
  const clean = specifier.replace(/\?.*$/, '');
  if (clean.startsWith('.')) return { kind: 'file', name: join(from, '..', clean) };
  for (const [pattern, target] of Object.entries(aliases)) {
    const prefix = pattern.slice(0, -1);
    if (clean.startsWith(prefix)) return { kind: 'file', name: join(target.slice(0, -1), clean.slice(prefix.length)) };
  }
  if (isBuiltin(clean)) return { kind: 'builtin', name: clean };
  return { kind: 'package', name: clean.split('/').slice(0, clean.startsWith('@') ? 2 : 1).join('/') };
}

export type TestTitle = { readonly file: string; readonly line: number; readonly suites: readonly string[]; readonly title: string; readonly fixed: boolean };

/** The titles of a test file, each with the suites around it. `fixed` is false when part of a title is computed. */
export function testTitles(source: Source): readonly TestTitle[] {
  const file = parse(source);
  const titles: TestTitle[] = [];
  function visit(node: ts.Node, suites: readonly string[]): void {
    const call = ts.isCallExpression(node) ? titled(node) : null;
    if (call?.kind === 'test') titles.push({ ...call, file: source.path, suites, line: lineOf(node) });
    const inner = call?.kind === 'suite' ? [...suites, call.title] : suites;
    ts.forEachChild(node, (child) => visit(child, inner));
  }
  visit(file, []);
  return titles;
}

function titled(call: ts.CallExpression): { kind: 'test' | 'suite'; title: string; fixed: boolean } | null {
  const name = call.expression.getText();
  const kind = /^(?:t|test|it|context)(?:\.test)?$/.test(name) ? 'test' : /^(?:describe|suite)$/.test(name) ? 'suite' : null;
  const first = call.arguments[0];
  if (!kind || !first) return null;
  if (ts.isStringLiteralLike(first)) return { kind, title: first.text, fixed: true };
  if (!ts.isTemplateExpression(first)) return null;
  const title = first.head.text + first.templateSpans.map((span) => `…${span.literal.text}`).join('');
  return { kind, title, fixed: false };
}

export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
