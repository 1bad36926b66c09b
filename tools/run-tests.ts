import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { buildWebIfStale } from './build-web.ts';
import { startTestCluster } from './test-cluster.ts';
import { testFiles, tierOf } from './test-files.ts';
import { TestReport } from './test-report.ts';

/*
 * `node tools/run-tests.ts [PATH…]`: all tests of the project, or those under the paths, with their set-up.
 * The last line is `N passed, N failed`; the exit code is 0 only when something ran and nothing failed.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** One test, browser journeys included; a test that waits for ever must not hold the run for ever. */
const testTimeoutMs = 600_000;

/** The machine that runs all tests at every change has two cores; a third file fills the time in which two wait for a browser or a database. */
const concurrency = 3;

/** Compiled code, kept between the hundreds of processes of a run and from one run to the next: most of a small file's time goes into loading it. */
const codeCache = join(root, 'node_modules/.cache/ovoo-code');

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;

async function main(paths: readonly string[]): Promise<boolean> {
  process.chdir(root);
  process.env['NODE_COMPILE_CACHE'] ??= codeCache;
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupt.abort());
  const files = testFiles(root, paths);
  const needs = new Set(files.map(tierOf));
  if (needs.has('http') || needs.has('e2e')) await buildWebIfStale(root, say);
  const cluster = files.every((file) => tierOf(file) === 'unit') ? null : await startTestCluster(root, say);
  try {
    return (await runFiles(files, interrupt.signal)) && !interrupt.signal.aborted;
  } finally {
    await cluster?.stop();
  }
}

async function runFiles(files: readonly string[], signal: AbortSignal): Promise<boolean> {
  const report = new TestReport(root, say);
  if (files.length > 0) {
    const events = run({ files: files.map((file) => join(root, file)), concurrency, signal, timeout: testTimeoutMs });
    events.on('data', (event) => report.take(event));
    await finished(events);
  }
  return report.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
