import { hash } from 'node:crypto';

const remembered = ['digest', 'importKey', 'sign', 'verify', 'decrypt'] as const;
type Operation = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * From here on WebCrypto answers a question that it has answered before as it did then. All of it that a verifier asks is a
 * function of what is asked, and thousands of bundles that differ in one place ask nearly all the same.
 */
export function rememberAnswers(): void {
  const subtle = globalThis.crypto.subtle as unknown as { [name in (typeof remembered)[number]]: Operation };
  const keys = new WeakMap<object, number>();
  let keyCount = 0;

  function named(argument: unknown): string {
    if (argument instanceof CryptoKey) {
      if (!keys.has(argument)) keys.set(argument, ++keyCount);
      return `key ${keys.get(argument)}`;
    }
    if (argument instanceof ArrayBuffer) return hash('sha256', new Uint8Array(argument));
    if (ArrayBuffer.isView(argument)) return hash('sha256', new Uint8Array(argument.buffer, argument.byteOffset, argument.byteLength));
    if (Array.isArray(argument)) return `[${argument.map(named).join()}]`;
    if (typeof argument === 'object' && argument !== null) return `{${Object.entries(argument).map(([name, value]) => `${name}:${named(value)}`).join()}}`;
    return JSON.stringify(argument);
  }

  for (const name of remembered) {
    const ask = subtle[name].bind(subtle);
    const answers = new Map<string, Promise<unknown>>();
    subtle[name] = async (...args) => {
      const question = args.map(named).join(' ');
      const answer = answers.get(question) ?? ask(...args);
      answers.set(question, answer);
      const given = await answer;
      return given instanceof ArrayBuffer ? given.slice(0) : given;
    };
  }
}
