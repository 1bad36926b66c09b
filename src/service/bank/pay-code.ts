/**
 * 缴费码: what a payer writes into the remark of a transfer, and all by which the platform knows whose money it is. Ten
 * symbols are drawn, two follow from them. Any two codes differ in three places, so that with one or two symbols wrong,
 * or any two exchanged, a code is nobody's: a slip of the pen never pays for another.
 */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXY';
/** A prime, so that every number but zero can be divided by. */
const base = symbols.length;
const drawnSymbols = 10;
export const payCodeSymbols = drawnSymbols + 2;

/** @param randomBytes unpredictable: who could guess a code could block it by paying a wrong amount under it. */
export function drawPayCode(randomBytes: (length: number) => Uint8Array): string {
  const drawn: number[] = [];
  while (drawn.length < drawnSymbols) {
    // From a byte beyond the last whole multiple of the base some symbols would come more often.
    for (const byte of randomBytes(drawnSymbols)) if (byte < 256 - (256 % base) && drawn.length < drawnSymbols) drawn.push(byte % base);
  }
  return [...drawn, ...checksOf(drawn)].map((value) => symbols.charAt(value)).join('');
}

/** The two that make the sum of all symbols, and the sum of each times its place, divisible by the base. */
function checksOf(drawn: readonly number[]): [number, number] {
  const sum = drawn.reduce((total, value) => total + value, 0);
  const weighted = drawn.reduce((total, value, at) => total + value * (at + 1), 0);
  // With x at place 11 and y at 12: x + y = -sum, 11x + 12y = -weighted.
  const y = modulo(11 * sum - weighted);
  return [modulo(-sum - y), y];
}

export function isPayCode(code: string): boolean {
  const values = [...code].map((symbol) => symbols.indexOf(symbol));
  if (values.length !== payCodeSymbols || values.includes(-1)) return false;
  const [x, y] = checksOf(values.slice(0, drawnSymbols));
  return values[drawnSymbols] === x && values[drawnSymbols + 1] === y;
}

/** Three groups of four, with any of the usual marks between them or none; nothing of the alphabet right before or after. */
const groups = /(?<![0-9A-Z])([0-9A-Z]{4})[\s\-‐-―_.,·/]*([0-9A-Z]{4})[\s\-‐-―_.,·/]*([0-9A-Z]{4})(?![0-9A-Z])/g;

/**
 * Every code that a remark may be read as, however it is spaced. Beside the one that was meant, four figures before it, a
 * year perhaps, can make another by chance: which of them anybody was asked to pay under, only who asks can say.
 */
export function payCodesIn(remark: string): string[] {
  const text = remark.normalize('NFKC').toUpperCase();
  const found = new Set<string>();
  groups.lastIndex = 0;
  for (let match = groups.exec(text); match; match = groups.exec(text)) {
    const code = readable(match.slice(1).join(''));
    if (isPayCode(code)) found.add(code);
    // Four figures before a code would otherwise swallow its first group.
    groups.lastIndex = match.index + 1;
  }
  return [...found];
}

/** What a hand writes for a symbol that codes do not have. */
function readable(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll('Z', '2').replaceAll('U', 'V');
}

/** As a person reads it out: `7KPM 3XQ9 TW4N`. */
export function formatPayCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join(' ');
}

/** All that a clerk sees of it: with the whole code, a friend on the seller's side could tell whose it is. */
export function tailOf(code: string): string {
  return code.slice(-2);
}

function modulo(value: number): number {
  return ((value % base) + base) % base;
}
