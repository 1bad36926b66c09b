import { issueStatement, readBundle, type Bundle } from './bundle.ts';
import { ensure, Fault, type FaultCode } from './fault.ts';
import type { JsonObject } from './json.ts';
import { isReceipt, readReceipt, verifyCommitted, verifyOpened, verifyPlace } from './receipt.ts';
import { Record } from './record.ts';
import { verifyAnnouncement } from './steps/auction/announcement.ts';
import { verifyHall } from './steps/auction/auction.ts';
import { verifyResult } from './steps/auction/result.ts';
import { verifyAward } from './steps/award.ts';
import { verifyBids } from './steps/bids.ts';
import { verifyDraws } from './steps/draws.ts';
import { verifyEdition } from './steps/edition.ts';
import { verifyEvaluation } from './steps/evaluation.ts';
import { verifyEvents } from './steps/events.ts';
import { verifyLog, type LogFacts } from './steps/log.ts';
import { verifySignatures, type SignedAct } from './steps/signatures.ts';
import { tell } from './tell.ts';
import { readTrust, type Fingerprint, type Trust } from './trust.ts';

export type { FaultCode, Fingerprint };

/**
 * One step of the verification. `code` says, for programs, why it failed; `skipped`: it was not looked at, and so does not
 * hold either; `unchecked`: what within it nobody can check from this file, though nothing was found wrong.
 */
export type Check = { readonly name: string; readonly ok: boolean; readonly skipped?: true; readonly unchecked?: readonly string[]; readonly detail?: string; readonly code?: FaultCode };
export type Verdict = { readonly ok: boolean; readonly checks: readonly Check[]; readonly fingerprints: readonly Fingerprint[] };

const common = ['一、格式', '二、信任根', '三、公开日志', '四、事件', '五、签名'] as const;
const namesOf = {
  tender: [...common, '六、投标与开标', '七、抽取', '八、评标', '九、定标与合同', '十、签发'],
  sale: [...common, '六、公告与竞价条件', '七、竞价重放', '八、结果', '九、签发'],
  receipt: ['一、格式', '二、信任根', '三、回执签名', '四、报价的内容', '五、公开日志'],
} as const;

/**
 * Checks a proof bundle, or the receipt of one bid, against keys that the caller holds. Never throws on what is in the two files, and asks nobody else.
 * @param bundle the file's text, or its parsed JSON; a text must be in canonical form.
 * @param trust `trust.json`, obtained from somewhere other than the bundle.
 */
export async function verifyBundle(bundle: unknown, trust: unknown): Promise<Verdict> {
  const steps = new Steps();
  try {
    if (isReceipt(bundle)) await verifyReceipt(steps, bundle, trust);
    else await verifyWhole(steps, bundle, trust);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return steps.verdict();
}

async function verifyWhole(steps: Steps, bundle: unknown, trust: unknown): Promise<void> {
  const { bundle: read, value } = await steps.run(() => readBundle(bundle), (found) => tell.form(found.bundle));
  steps.process = read.process;
  const pinned = await steps.run(() => readTrust(trust), (found) => tell.trust(found));
  steps.fingerprints = pinned.fingerprints;
  const log = await steps.run(() => verifyLog(read, pinned), (found) => tell.log(found));
  const record = await steps.run(() => readRecord(read), (found) => tell.events(found, read));
  const acts = await steps.run(() => verifySignatures(record, read, pinned), (found) => tell.signatures(found));
  const seen = { bundle: read, record, log, acts };
  await (read.process === 'sale' ? verifySale(steps, seen) : verifyTender(steps, seen));
  await steps.run(() => verifyIssue(read, value, pinned), () => tell.issue());
}

async function verifyReceipt(steps: Steps, given: unknown, trust: unknown): Promise<void> {
  steps.process = 'receipt';
  const receipt = await steps.run(() => readReceipt(given), tell.receipt);
  const pinned = await steps.run(() => readTrust(trust), (found) => tell.trust(found));
  steps.fingerprints = pinned.fingerprints;
  await steps.run(() => verifyCommitted(receipt, pinned), () => tell.committed(receipt));
  await steps.run(() => verifyOpened(receipt), (found) => tell.opened(found));
  await steps.run(() => verifyPlace(receipt, pinned), (found) => tell.placed(found), (found) => uncheckedPlace(found, pinned));
}

/** A receipt is given at once; its place in the log and the co-signers' word come later, and until then nothing is claimed of them. */
function uncheckedPlace(found: { readonly cosigners: number } | null, { quorum }: Trust): string[] {
  if (found === null) return ['回执里还没有日志证明：是否写进了公开日志，没有核对；稍后重新下载回执即可'];
  return found.cosigners >= quorum ? [] : [`检查点只有 ${found.cosigners} 家共签，信任根要求 ${quorum} 家：平台给别人看的是不是同一份日志，没有核对；稍后重新下载回执即可`];
}

type Seen = { readonly bundle: Bundle; readonly record: Record; readonly log: LogFacts; readonly acts: readonly SignedAct[] };

async function verifyTender(steps: Steps, seen: Seen): Promise<void> {
  const bids = await steps.run(() => verifyBids(seen), (found) => tell.bids(found));
  const draws = await steps.run(() => verifyDraws({ ...seen, bids }), (found) => tell.draws(found));
  const evaluation = await steps.run(() => verifyEvaluation({ ...seen, bids, draws }), (found) => tell.evaluation(found, seen.bundle));
  await steps.run(() => verifyAward({ ...seen, bids, draws, evaluation }), (found) => tell.award(found));
}

async function verifySale(steps: Steps, seen: Seen): Promise<void> {
  const announced = await steps.run(() => verifyAnnouncement(seen.record, seen.bundle), (found) => tell.announcement(found), ({ unchecked }) => unchecked);
  const hall = await steps.run(() => verifyHall({ ...seen, announced }), (found) => tell.hall(found), ({ unchecked }) => unchecked);
  await steps.run(() => verifyResult({ ...seen, announced, hall }), (found) => tell.result(found), uncheckedOf);
}

function uncheckedOf({ reserve }: { readonly reserve: string }): string[] {
  return reserve === 'withheld' ? ['底价的数目不在这一版中：是否达到底价没有重新比对，监督部门的一版可以'] : [];
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
  process: keyof typeof namesOf = 'tender';

  async run<T>(step: () => T | Promise<T>, describe: (found: T) => string, uncheckedIn: (found: T) => readonly string[] = () => []): Promise<T> {
    const name = namesOf[this.process][this.#checks.length] as string;
    try {
      const found = await step();
      const unchecked = uncheckedIn(found);
      this.#checks.push({ name, ok: true, detail: describe(found), ...(unchecked.length > 0 ? { unchecked } : {}) });
      return found;
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('form.field', `内容无法读取（${error instanceof Error ? error.message : String(error)}）`);
      this.#checks.push({ name, ok: false, detail: fault.message, code: fault.code });
      throw fault;
    }
  }

  verdict(): Verdict {
    const rest = namesOf[this.process].slice(this.#checks.length).map((name) => ({ name, ok: false, skipped: true as const, detail: '前面的一步没有通过，未核对' }));
    const checks = [...this.#checks, ...rest];
    return { ok: checks.every(({ ok }) => ok), checks, fingerprints: this.fingerprints };
  }
}
