/** Stops at once when something that must always hold does not: a bug, never bad input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Closes an exhaustive switch: a new case fails to compile here. */
export function impossible(value: never): never {
  throw new AssertionError(`impossible value ${JSON.stringify(value)}`);
}

/** `value`, which is known to be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AssertionError(`${what} is absent`);
  return value;
}

export class AssertionError extends Error {
  override name = 'AssertionError';
}
