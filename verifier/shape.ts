import { fromBase64url, type Bytes } from './bytes.ts';
import { Fault, type FaultCode } from './fault.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * Reads a value that a stranger wrote, field by field: what is absent, of another type or not expected fails by its path.
 * `code` is the fault that a reading reports.
 */
export class Reader {
  readonly #value: Json | undefined;
  readonly #path: string;
  readonly #code: FaultCode;

  constructor(value: Json | undefined, path: string, code: FaultCode) {
    this.#value = value;
    this.#path = path;
    this.#code = code;
  }

  get path(): string {
    return this.#path;
  }

  /** The raw value, for comparing. */
  get json(): Json | undefined {
    return this.#value;
  }

  isNull(): boolean {
    return this.#value === null;
  }

  isThere(): boolean {
    return this.#value !== undefined;
  }

  at(name: string): Reader {
    return new Reader(own(this.object(), name), `${this.#path}.${name}`, this.#code);
  }

  object(): JsonObject {
    return isObject(this.#value) ? this.#value : this.#fail('应为对象');
  }

  /** An object with exactly these members, and maybe some of the optional ones. */
  exactly(required: readonly string[], optional: readonly string[] = []): this {
    const names = Object.keys(this.object());
    for (const name of required) if (!names.includes(name)) this.#fail(`缺少 ${name}`);
    for (const name of names) if (!required.includes(name) && !optional.includes(name)) this.#fail(`多出 ${name}`);
    return this;
  }

  list(most: number): Reader[] {
    const value = this.#value;
    if (!Array.isArray(value)) return this.#fail('应为列表');
    if (value.length > most) throw new Fault('form.size', `${this.#path} 多于 ${most} 项`);
    return value.map((item: Json, i) => new Reader(item, `${this.#path}[${i}]`, this.#code));
  }

  text(form?: RegExp): string {
    const value = this.#value;
    if (typeof value !== 'string' || (form && !form.test(value))) return this.#fail('文本格式不对');
    return value;
  }

  oneOf<T extends string>(...values: readonly T[]): T {
    return values.find((value) => value === this.#value) ?? this.#fail(`应为 ${values.join(' 或 ')}`);
  }

  count(): number {
    const value = this.#value;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : this.#fail('应为非负整数');
  }

  flag(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.#fail('应为 true 或 false');
  }

  /** Base64url; of exactly `length` bytes where one is given. */
  bytes(length?: number): Bytes {
    const bytes = fromBase64url(this.text());
    return bytes && (length === undefined || bytes.length === length) ? bytes : this.#fail(length === undefined ? '应为 base64url' : `应为 ${length} 字节的 base64url`);
  }

  #fail(why: string): never {
    throw new Fault(this.#code, `${this.#path}：${why}`);
  }
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
