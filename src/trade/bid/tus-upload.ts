import type { Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';

/** Where ciphertext goes. Parts come in order; a part may be dropped by its maker once `write` has returned. */
export interface UploadPort {
  open(sizeBytes: number): Promise<ObjectUpload>;
}
export interface ObjectUpload {
  write(part: Bytes): Promise<void>;
}

/** `problem`: the server's problem+json, when it gave one. */
export class UploadFailed extends Error {
  override name = 'UploadFailed';
  readonly status: number;
  readonly problem: unknown;
  constructor(status: number, problem: unknown) {
    super(`upload answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export type TusOptions = {
  /** `/upload`, or the whole address outside a browser. */
  readonly endpoint: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Waits before each new try after the line broke; the last is repeated until `signal` aborts. */
  readonly retryDelaysMs?: readonly number[];
  readonly onLine?: (state: 'up' | 'down') => void;
  readonly signal?: AbortSignal;
};

/**
 * The core of tus 1.0 over fetch, for bytes that are made while they are sent: one PATCH for each part. After a break it
 * asks how much arrived and goes on from there with the part at hand, so at most one part is held.
 */
export function tusUploads(options: TusOptions): UploadPort {
  const { endpoint, headers = {}, retryDelaysMs = [500, 1000, 2000, 5000, 10_000], onLine, signal } = options;

  async function send(address: string, init: RequestInit): Promise<Response> {
    const response = await fetch(address, {
      ...init, credentials: 'same-origin', ...(signal ? { signal } : {}), headers: { 'tus-resumable': '1.0.0', ...headers, ...(init.headers as Record<string, string>) },
    });
    if (response.ok) return response;
    const body = await response.text();
    throw new UploadFailed(response.status, readJson(body));
  }

  /** Tries until it is done or refused. A refusal (4xx) is final, but for 409 and 423: both mean "ask where we are". */
  async function persist<T>(attempt: (isRetry: boolean) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        const value = await attempt(tries > 0);
        if (tries > 0) onLine?.('up');
        return value;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof UploadFailed && error.status < 500 && ![408, 409, 423, 429].includes(error.status)) throw error;
        if (!(error instanceof UploadFailed) && !(error instanceof TypeError)) throw error;
        onLine?.('down');
        await pause(retryDelaysMs[Math.min(tries, retryDelaysMs.length - 1)] ?? 1000);
      }
    }
  }

  async function open(sizeBytes: number): Promise<ObjectUpload> {
    const created = await persist(() => send(endpoint, { method: 'POST', headers: { 'upload-length': String(sizeBytes) } }));
    const address = new URL(present(created.headers.get('location'), 'location'), absolute(endpoint)).href;
    let offset = 0;

    async function write(part: Bytes): Promise<void> {
      const start = offset;
      await persist(async (isRetry) => {
        if (isRetry) offset = offsetOf(await send(address, { method: 'HEAD' }));
        if (offset < start || offset > start + part.length) throw new UploadFailed(410, null);
        if (offset === start + part.length) return;
        const body = part.subarray(offset - start);
        const patched = await send(address, { method: 'PATCH', body, headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' } });
        offset = offsetOf(patched);
      });
    }
    return { write };
  }

  return { open };
}

function offsetOf(response: Response): number {
  return Number(present(response.headers.get('upload-offset'), 'upload-offset'));
}

function absolute(endpoint: string): string {
  return /^https?:/.test(endpoint) ? endpoint : new URL(endpoint, globalThis.location.href).href;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
