import { reportOf } from './report.ts';
import { verifyBundle } from './verifier.ts';

/** What a command line gives to the verifier. */
export type Terminal = { readonly read: (path: string) => string; readonly write: (text: string) => void; readonly complain: (text: string) => void };

/** Exit code 0: verified; 1: not verified; 2: nothing was checked, for a file could not be read. */
export async function runCommand(args: readonly string[], { read, write, complain }: Terminal): Promise<0 | 1 | 2> {
  const at = args.indexOf('--trust');
  const trustPath = at < 0 ? 'trust.json' : args[at + 1];
  const [bundlePath, ...others] = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  if (bundlePath === undefined || trustPath === undefined || others.length > 0) {
    complain('用法：node verifier.mjs 证据包.json [--trust 信任根.json]\n');
    return 2;
  }
  const files: string[] = [];
  for (const path of [bundlePath, trustPath]) {
    try {
      files.push(read(path));
    } catch (error) {
      complain(`无法读取 ${path}：${error instanceof Error ? error.message : String(error)}\n`);
      return 2;
    }
  }
  const verdict = await verifyBundle(files[0], files[1]);
  write(reportOf(verdict));
  return verdict.ok ? 0 : 1;
}
