import { runCommand } from './command.ts';

export { verifyBundle } from './verifier.ts';

/*
 * Entry of the one file `verifier.mjs`: a page imports it for `verifyBundle`; `node verifier.mjs BUNDLE.json` runs it.
 * No `node:` stands in an import statement, for a browser reads the same file.
 */
type Program = { readonly argv: readonly string[]; exitCode?: number; readonly stdout: { write(text: string): unknown }; readonly stderr: { write(text: string): unknown } };

const program = (globalThis as { readonly process?: Program }).process;
if (program?.argv[1]?.endsWith('verifier.mjs')) {
  const name = 'node:fs';
  const { readFileSync } = (await import(/* @vite-ignore */ name)) as { readFileSync(path: string, encoding: 'utf8'): string };
  program.exitCode = await runCommand(program.argv.slice(2), {
    read: (path) => readFileSync(path, 'utf8'),
    write: (text) => void program.stdout.write(text),
    complain: (text) => void program.stderr.write(text),
  });
}
