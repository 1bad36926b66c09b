import { readFileSync } from 'node:fs';
import { reportOf } from './report.ts';
import { verifyBundle } from './verifier.ts';

/*
 * node verifier/cli.ts BUNDLE.json [--trust TRUST.json]
 * Exit code 0: verified; 1: not verified; 2: a file could not be read, so nothing was checked.
 */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--trust');
  const trustPath = at < 0 ? 'trust.json' : args[at + 1];
  const [bundlePath, ...others] = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  if (bundlePath === undefined || trustPath === undefined || others.length > 0) {
    process.stderr.write('用法：node verifier/cli.ts 证据包.json [--trust 信任根.json]\n');
    return 2;
  }
  try {
    const verdict = await verifyBundle(readFileSync(bundlePath, 'utf8'), readFileSync(trustPath, 'utf8'));
    process.stdout.write(reportOf(verdict));
    return verdict.ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`无法核对：${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}
