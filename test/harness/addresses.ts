import type { HttpApp } from '#platform/http/app.ts';

/** What may stand for a parameter of a route, by its name; `*` is the rest of an address. */
export type Fillings = Readonly<Record<string, readonly string[]>>;

/** Every route that answers a GET, as the app's own table has it: `/api/openings/:tenderId`. */
export function getRoutes(app: HttpApp): string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of app.printRoutes().split('\n')) {
    const [, indent, segment, methods] = /^(.*?)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (indent === undefined || segment === undefined) continue;
    const depth = indent.length / 4;
    const path = (above[depth - 1] ?? '') + segment;
    above.splice(depth, above.length, path);
    if (methods?.split(', ').includes('GET')) found.push(path);
  }
  return found;
}

/** The routes with their parameters filled in, each with everything that may stand there; `unknown` stands for the rest. */
export function filled(routes: readonly string[], fillings: Fillings, unknown = 'abcdefgh12'): string[] {
  return routes.flatMap((route) => {
    const name = /:(\w+)|(\*)/.exec(route);
    if (name === null) return [route];
    const values = fillings[name[1] ?? '*'] ?? [unknown];
    return filled(values.map((value) => route.replace(name[0], encodeURIComponent(value))), fillings, unknown);
  });
}
