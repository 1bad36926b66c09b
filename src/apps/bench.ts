import { benchAuction } from './bench/auction.bench.ts';
import type { Print } from './bench/figures.ts';
import { benchJournal } from './bench/journal.bench.ts';
import { benchOpening } from './bench/opening.bench.ts';
import { benchPortal } from './bench/portal.bench.ts';
import { benchSeal } from './bench/seal.bench.ts';
import { benchStart } from './bench/start.bench.ts';

/*
 * `npm run bench [-- NAME…]`: measures, one JSON line for each figure. The exit code is 0 only when every limit is kept.
 */
type Bench = (print: Print) => Promise<boolean>;

const benches: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['journal', benchJournal],
  ['auction', benchAuction],
  ['portal', benchPortal],
  ['opening', benchOpening],
  ['seal', benchSeal],
  ['start', benchStart],
]);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  process.stderr.write(`没有这个测量：${unknown.join('、')}；有 ${[...benches.keys()].join('、')}。\n`);
  process.exit(2);
}

let isKept = true;
for (const [name, bench] of benches) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  isKept = (await bench((line) => process.stdout.write(`${JSON.stringify(line)}\n`))) && isKept;
}
process.exitCode = isKept ? 0 : 1;
