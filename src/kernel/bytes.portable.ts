/** Hex and base64url by plain arithmetic over tables, for browsers without the native forms. */
type Bytes = Uint8Array<ArrayBuffer>;

const ascii = new TextDecoder();
const hexDigits = asciiOf('0123456789abcdef');
const hexValues = valuesOf('0123456789abcdef', '0123456789ABCDEF');
const base64urlDigits = asciiOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const base64urlValues = valuesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const notADigit = 0xff;

export function portableToHex(bytes: Uint8Array): string {
  const text = new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    text[2 * i] = hexDigits[byte >> 4] as number;
    text[2 * i + 1] = hexDigits[byte & 15] as number;
  }
  return ascii.decode(text);
}

export function portableFromHex(hex: string): Bytes {
  if (hex.length % 2 !== 0) throw new SyntaxError('hex: an odd number of digits');
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = (digit(hexValues, hex, 2 * i) << 4) | digit(hexValues, hex, 2 * i + 1);
  }
  return bytes;
}

export function portableToBase64url(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let written = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = left >= 3 ? 4 : left + 1;
    for (let n = 0; n < digits; n++) text[written++] = base64urlDigits[(word >> (18 - 6 * n)) & 63] as number;
  }
  return ascii.decode(text);
}

export function portableFromBase64url(text: string): Bytes {
  if (text.length % 4 === 1) throw new SyntaxError('base64url: one digit is left over');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let written = 0;
  let word = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    word = ((word << 6) | digit(base64urlValues, text, i)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = word >> bits;
    }
  }
  if ((word & ((1 << bits) - 1)) !== 0) throw new SyntaxError('base64url: stray bits');
  return bytes;
}

function digit(values: Uint8Array, text: string, at: number): number {
  const value = values[text.charCodeAt(at)] ?? notADigit;
  if (value === notADigit) throw new SyntaxError(`not a digit at ${at}`);
  return value;
}

function asciiOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function valuesOf(...alphabets: readonly string[]): Uint8Array {
  const values = new Uint8Array(128).fill(0xff);
  for (const alphabet of alphabets) asciiOf(alphabet).forEach((code, value) => (values[code] = value));
  return values;
}
