import { readFileSync } from 'node:fs';
import { runCommand } from './command.ts';

/** `node verifier/cli.ts BUNDLE.json [--trust TRUST.json]` */
process.exitCode = await runCommand(process.argv.slice(2), {
  read: (path) => readFileSync(path, 'utf8'),
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
