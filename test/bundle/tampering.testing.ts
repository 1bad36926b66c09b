import type { Json } from '#kernel/json.ts';

type Path = readonly (string | number)[];
export type Mutation = { readonly what: string; readonly path: string; readonly make: () => unknown };

/**
 * Every single change of a JSON value: each leaf altered, each member and each item taken out, a member and an item added,
 * each two neighbours in a list exchanged. `of` is never changed; a mutation copies what lies on its path.
 */
export function* mutationsOf(of: Json, path: Path = [], root: Json = of): Generator<Mutation> {
  const at = (what: string, change: (parent: Json, key: string | number) => unknown): Mutation => ({ what, path: path.join('.'), make: () => changed(root, path, change) });
  if (Array.isArray(of)) {
    yield at('item added', (parent, key) => [...(get(parent, key) as Json[]), of.at(-1) ?? 'x']);
    for (const [i, item] of of.entries()) {
      yield at(`item ${i} taken out`, (parent, key) => (get(parent, key) as Json[]).toSpliced(i, 1));
      if (i > 0 && JSON.stringify(of[i - 1]) !== JSON.stringify(item)) yield at(`items ${i - 1} and ${i} exchanged`, (parent, key) => (get(parent, key) as Json[]).toSpliced(i - 1, 2, item, of[i - 1] as Json));
      yield* mutationsOf(item, [...path, i], root);
    }
  } else if (typeof of === 'object' && of !== null) {
    const members = of as { readonly [key: string]: Json };
    yield at('member added', (parent, key) => ({ ...(get(parent, key) as object), zz: 1 }));
    for (const [name, value] of Object.entries(members)) {
      yield at(`member ${name} taken out`, (parent, key) => Object.fromEntries(Object.entries(get(parent, key) as object).filter(([other]) => other !== name)));
      yield* mutationsOf(value, [...path, name], root);
    }
  } else {
    for (const [what, value] of altered(of as Leaf)) yield at(what, () => value);
  }
}

type Leaf = string | number | boolean | null;

function altered(value: Leaf): [string, unknown][] {
  if (typeof value === 'number') return [['plus one', value + 1], ['zero', value === 0 ? 1 : 0], ['as text', String(value)]];
  if (typeof value === 'boolean') return [['turned', !value]];
  if (value === null) return [['not null', 0]];
  const at = [Math.floor(value.length / 2), value.length - 1].filter((i, n, all) => i >= 0 && all.indexOf(i) === n);
  return [...at.map((i): [string, unknown] => [i === value.length - 1 ? 'last character' : 'character', flipped(value, i)]), ['cut', value.slice(0, -1)]];
}

function flipped(text: string, at: number): string {
  const other = text[at] === 'B' ? 'C' : 'B';
  return text.slice(0, at) + other + text.slice(at + 1);
}

const whole = Symbol('whole');

function changed(root: Json, path: Path, change: (parent: Json, key: string | number) => unknown): unknown {
  if (path.length === 0) return change({ [whole]: root } as never, whole as never);
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  const inner = rest.length === 0 ? change(root, key) : changed(get(root, key), rest, change);
  return Array.isArray(root) ? root.with(key as number, inner) : { ...(root as object), [key]: inner };
}

function get(parent: Json, key: string | number): Json {
  return (parent as { readonly [key: string | number]: Json })[key] as Json;
}
