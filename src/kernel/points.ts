/**
 * Points as people read them: two places, and more only where the score has them (`94.4600` → `94.46`, `3` → `3.00`,
 * `88.1250` → `88.125`). Nothing is rounded, so what stands on a page is the value in the evidence. @param points a decimal string.
 */
export function formatPoints(points: string): string {
  const [whole = '', fraction = ''] = points.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(placesMin, '0')}`;
}

const placesMin = 2;
