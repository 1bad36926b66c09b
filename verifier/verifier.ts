import { issueStatement, readBundle, type Bundle } from './bundle.ts';
import { ensure, Fault, type FaultCode } from './fault.ts';
import type { JsonObject } from './json.ts';
import { Record } from './record.ts';
import { verifyAward } from './steps/award.ts';
import { verifyBids } from './steps/bids.ts';
import { verifyDraws } from './steps/draws.ts';
import { verifyEdition } from './steps/edition.ts';
import { verifyEvaluation } from './steps/evaluation.ts';
import { verifyEvents } from './steps/events.ts';
import { verifyLog } from './steps/log.ts';
import { verifySignatures } from './steps/signatures.ts';
import { tell } from './tell.ts';
import { readTrust, type Fingerprint, type Trust } from './trust.ts';

export type { FaultCode, Fingerprint };

/** One step of the verification. `code` says, for programs, why it failed; `skipped`: it was not looked at, and so does not hold either. */
export type Check = { readonly name: string; readonly ok: boolean; readonly skipped?: true; readonly detail?: string; readonly code?: FaultCode };
export type Verdict = { readonly ok: boolean; readonly checks: readonly Check[]; readonly fingerprints: readonly Fingerprint[] };

const names = ['一、格式', '二、信任根', '三、公开日志', '四、事件', '五、签名', '六、投标与开标', '七、抽取', '八、评标', '九、定标与合同', '十、签发'] as const;

/**
 * Checks a proof bundle against keys that the caller holds. Never throws on what is in the two files, and asks nobody else.
 * @param bundle the file's text, or its parsed JSON; a text must be in canonical form.
 * @param trust `trust.json`, obtained from somewhere other than the bundle.
 */
export async function verifyBundle(bundle: unknown, trust: unknown): Promise<Verdict> {
  const steps = new Steps();
  try {
    const { bundle: read, value } = await steps.run(() => readBundle(bundle), (found) => tell.form(found.bundle));
    const pinned = await steps.run(() => readTrust(trust), (found) => tell.trust(found));
    steps.fingerprints = pinned.fingerprints;
    const log = await steps.run(() => verifyLog(read, pinned), (found) => tell.log(found));
    const record = await steps.run(() => readRecord(read), (found) => tell.events(found, read));
    const acts = await steps.run(() => verifySignatures(record, read, pinned), (found) => tell.signatures(found));
    const bids = await steps.run(() => verifyBids({ bundle: read, record, log, acts }), (found) => tell.bids(found));
    const draws = await steps.run(() => verifyDraws({ record, bundle: read, log, bids }), (found) => tell.draws(found));
    const evaluation = await steps.run(() => verifyEvaluation({ record, bundle: read, bids, draws }), (found) => tell.evaluation(found, read));
    await steps.run(() => verifyAward({ record, bundle: read, bids, draws, evaluation }), (found) => tell.award(found));
    await steps.run(() => verifyIssue(read, value, pinned), () => tell.issue());
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return steps.verdict();
}

async function readRecord(bundle: Bundle): Promise<Record> {
  const events = await verifyEvents(bundle);
  verifyEdition(bundle, events);
  return new Record(events);
}

/**
 * Step 10, last because everything before must hold without it. What a log cannot show is that nothing follows: a bundle cut
 * short at the end of a stream is true as far as it goes. Only who made it can say that it was whole, and this is its word.
 */
async function verifyIssue(bundle: Bundle, value: JsonObject, { receipts }: Trust): Promise<void> {
  const holds = await crypto.subtle.verify('Ed25519', receipts, bundle.issued, await issueStatement(bundle, value));
  ensure(holds, 'issue.signature', '平台没有签发过这样一份证据包：可能被截去了一部分');
}

/** Each step rests on those before it: after a fault the rest is not looked at, and nothing is called verified. */
class Steps {
  readonly #checks: Check[] = [];
  fingerprints: readonly Fingerprint[] = [];

  async run<T>(step: () => T | Promise<T>, describe: (found: T) => string): Promise<T> {
    const name = names[this.#checks.length] as string;
    try {
      const found = await step();
      this.#checks.push({ name, ok: true, detail: describe(found) });
      return found;
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('form.field', `内容无法读取（${error instanceof Error ? error.message : String(error)}）`);
      this.#checks.push({ name, ok: false, detail: fault.message, code: fault.code });
      throw fault;
    }
  }

  verdict(): Verdict {
    const rest = names.slice(this.#checks.length).map((name) => ({ name, ok: false, skipped: true as const, detail: '前面的一步没有通过，未核对' }));
    const checks = [...this.#checks, ...rest];
    return { ok: checks.every(({ ok }) => ok), checks, fingerprints: this.fingerprints };
  }
}
