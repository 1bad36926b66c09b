import { testTitles, type Source } from './source.ts';

/** Requirements are numbered without a gap. */
export const requirementCount = 204;

/** `R-001` … in order, each with its tests as `file: title`. An id in the title of a suite counts for every test inside it. */
export function testsByRequirement(tests: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const proofs = new Map<string, string[]>(Array.from({ length: requirementCount }, (_, index) => [requirementId(index + 1), []]));
  for (const { file, suites, title } of tests.flatMap(testTitles)) {
    const ids = new Set([...suites, title].join(' ').match(/\bR-\d{3}\b/g));
    for (const id of ids) proofs.get(id)?.push(`${file}: ${title}`);
  }
  return proofs;
}

/** Ids in titles that name no requirement: a slip of the pen proves nothing. */
export function unknownRequirements(tests: readonly Source[]): readonly string[] {
  return tests.flatMap(testTitles).flatMap(({ file, line, title }) => {
    const unknown = (title.match(/\bR-\d+\b/g) ?? []).filter((id) => !/^R-\d{3}$/.test(id) || Number(id.slice(2)) < 1 || Number(id.slice(2)) > requirementCount);
    return unknown.map((id) => `${file}:${line} ${id} is no requirement`);
  });
}

function requirementId(number: number): string {
  return `R-${String(number).padStart(3, '0')}`;
}
