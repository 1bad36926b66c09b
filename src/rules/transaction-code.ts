import { assert } from '#kernel/assert.ts';
import { parsePlainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import { parseUscc, type Uscc } from '#kernel/uscc.ts';

/** What a 统一交易标识码 is made of. */
export type TransactionCodeParts = {
  /** 公共资源交易分类代码, e.g. `A01` 房屋建筑. */
  readonly dealType: string;
  /** USCC of the platform that gives the code. */
  readonly platform: Uscc;
  readonly day: PlainDate;
  /** 1 to 999999, from 1 each day. */
  readonly sequence: number;
};

export type TransactionCode = {
  readonly code: string;
  /** True while the code is the platform's own and waits for the national platform's. */
  readonly provisional: boolean;
  readonly strategy: string;
  readonly note: string;
};

/** How codes are given: the national platform's rule takes the place of the provisional one without other change. */
export interface TransactionCodeStrategy {
  readonly id: string;
  readonly make: (parts: TransactionCodeParts) => TransactionCode;
  /** The parts of a code this strategy gave, or null. */
  readonly parse: (code: string) => TransactionCodeParts | null;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const form = /^([A-Z]\d{2})-([0-9A-Z]{18})-(\d{4})(\d\d)(\d\d)-(\d{6})-([0-9A-Z])$/;

/** Shape seen in use: `A01-<USCC>-YYYYMMDD-NNNNNN-check`; check character by GB/T 17710 MOD 37,36 over the rest. */
export const provisionalStrategy: TransactionCodeStrategy = {
  id: 'provisional-mod37-36',
  make(parts) {
    assert(/^[A-Z]\d{2}$/.test(parts.dealType), `not a deal type: ${parts.dealType}`);
    assert(Number.isSafeInteger(parts.sequence) && parts.sequence > 0 && parts.sequence <= 999_999, `not a sequence: ${parts.sequence}`);
    const body = `${parts.dealType}-${parts.platform}-${parts.day.replaceAll('-', '')}-${String(parts.sequence).padStart(6, '0')}`;
    return { code: `${body}-${checkCharacter(body)}`, provisional: true, strategy: this.id, note: '临时码，待国家公共资源交易平台赋码后替换' };
  },
  parse(code) {
    const match = form.exec(code);
    if (!match || checkCharacter(code.slice(0, -2)) !== match[7]) return null;
    const platform = parseUscc(match[2] as string);
    const day = parsePlainDate(`${match[3]}-${match[4]}-${match[5]}`);
    if (!platform.ok || !day.ok) return null;
    return { dealType: match[1] as string, platform: platform.value, day: day.value, sequence: Number(match[6]) };
  },
};

/** GB/T 17710 (ISO 7064) hybrid MOD 37,36 over digits and capital letters; hyphens do not count. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body.replaceAll('-', '')) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36] as string;
}
