import { relative } from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

type Completed = EventData.TestComplete;
type Failure = { readonly file: string; readonly title: string; readonly text: string };
type FileTally = { tests: number; passed: number; failed: number; skipped: number; printed: string };

/**
 * Follows a run: a line per file as it ends, then every failure in full, the slowest files, and the closing line.
 * A file that ran no test, that could not be loaded, or that threw after its tests counts as a failure.
 */
export class TestReport {
  readonly #root: string;
  readonly #say: (line: string) => void;
  readonly #files = new Map<string, FileTally>();
  readonly #durations: { file: string; durationMs: number }[] = [];
  readonly #failures: Failure[] = [];

  constructor(root: string, say: (line: string) => void) {
    this.#root = root;
    this.#say = say;
  }

  take(event: TestEvent): void {
    if (event.type === 'test:complete') this.#complete(event.data);
    if (event.type === 'test:stderr' || event.type === 'test:stdout') this.#tallyOf(event.data.file).printed += event.data.message;
    if (event.type === 'test:diagnostic' && event.data.file !== undefined) this.#say(`ℹ ${this.#name(fileOf(event.data))}  ${event.data.message}`);
  }

  /** Prints the end of the report. True when something ran and nothing failed. */
  close(): boolean {
    for (const failure of this.#failures) this.#printFailure(failure);
    this.#printSlowest();
    const sum = (key: 'passed' | 'failed' | 'skipped') => [...this.#files.values()].reduce((total, tally) => total + tally[key], 0);
    const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
    if (passed + failed === 0) this.#say('no test ran');
    this.#say(closingLine(passed, failed, skipped));
    return failed === 0 && passed > 0;
  }

  #complete(data: Completed): void {
    const file = fileOf(data);
    const tally = this.#tallyOf(file);
    if (data.name === file) return this.#endFile(file, tally, data);
    const isTest = data.details.type !== 'suite';
    if (isTest) tally.tests++;
    if (isFailureOfItsOwn(data)) this.#fail(tally, file, data.name, describe(data));
    else if (isTest && (data.skip !== undefined || data.todo !== undefined)) tally.skipped++;
    else if (isTest && data.details.passed) tally.passed++;
  }

  #endFile(file: string, tally: FileTally, data: Completed): void {
    if (tally.tests === 0) this.#fail(tally, file, 'the file', data.details.passed ? 'ran no test' : 'could not be run');
    else if (!data.details.passed && tally.failed === 0) this.#fail(tally, file, 'the file', 'failed outside its tests');
    this.#durations.push({ file, durationMs: data.details.duration_ms });
    const seconds = (data.details.duration_ms / 1000).toFixed(1);
    this.#say(`${tally.failed === 0 ? '✔' : '✖'} ${this.#name(file)}  ${tally.passed}/${tally.passed + tally.failed}  ${seconds} s`);
  }

  #fail(tally: FileTally, file: string, title: string, text: string): void {
    tally.failed++;
    this.#failures.push({ file, title, text });
  }

  #printFailure({ file, title, text }: Failure): void {
    this.#say(`\n✖ ${this.#name(file)}\n  ${title}\n${indent(text)}`);
    const tally = this.#tallyOf(file);
    const printed = tally.printed.trim().split('\n').slice(-40).join('\n');
    tally.printed = '';
    if (printed) this.#say(`  printed by the file:\n${indent(printed)}`);
  }

  #printSlowest(): void {
    this.#say('\nslowest files');
    const slowest = this.#durations.sort((a, b) => b.durationMs - a.durationMs).slice(0, 10);
    for (const { file, durationMs } of slowest) this.#say(`${(durationMs / 1000).toFixed(1).padStart(7)} s  ${this.#name(file)}`);
    this.#say('');
  }

  #name(file: string): string {
    return relative(this.#root, file);
  }

  #tallyOf(file: string | undefined): FileTally {
    const key = file ?? 'unknown file';
    const found: FileTally = this.#files.get(key) ?? { tests: 0, passed: 0, failed: 0, skipped: 0, printed: '' };
    this.#files.set(key, found);
    return found;
  }
}

export function closingLine(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The file that was run; a test may be defined in another one that it imports. */
function fileOf(data: EventData.LocationInfo): string {
  return data.entryFile ?? data.file ?? 'unknown file';
}

type TestError = Error & { failureType?: string; cause?: unknown };

/** False for a parent that failed only because a child did: the child is counted. */
function isFailureOfItsOwn(data: Completed): boolean {
  return data.details.error !== undefined && (data.details.error as TestError).failureType !== 'subtestsFailed';
}

function describe(data: Completed): string {
  const cause = (data.details.error as TestError | undefined)?.cause;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text.split('\n').filter((line) => !/^\s+at .*(node:internal|node:async_hooks)/.test(line)).join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
