import type { BenchMode, BenchRequest } from './seal-bench.worker.ts';

declare global {
  interface Window {
    /** MB/s of one run over the first `bytes` of the chosen file. */
    sealBench: (mode: BenchMode, bytes: number) => Promise<number>;
  }
}

let worker: Worker | null = null;

window.sealBench = (mode, bytes) => new Promise((resolve, reject) => {
  const file = document.querySelector<HTMLInputElement>('#file')?.files?.[0];
  if (!file) return reject(new Error('choose a file first'));
  worker ??= new Worker(new URL('./seal-bench.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
  const request: BenchRequest = { mode, file: file.slice(0, bytes) };
  worker.postMessage(request);
});
