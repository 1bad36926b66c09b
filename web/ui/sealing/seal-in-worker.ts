import type { BidPlan, BidProgress, SealedBid } from '#trade/bid/bid-agent.ts';
import { ProblemError } from '../problem.ts';
import type { SealingNews, SealingRequest } from './sealing.messages.ts';

export type SealingWatch = { readonly onProgress: (progress: BidProgress) => void; readonly onLine: (state: 'up' | 'down') => void };

/**
 * Seals and uploads in a worker of its own. Sealing again makes other bytes, so a page that is closed begins anew;
 * while it is open, a broken line costs one part at most. Throws ProblemError.
 */
export function sealInWorker(plan: BidPlan, watch: SealingWatch): { readonly done: Promise<SealedBid>; cancel(): void } {
  const worker = new Worker(new URL('./sealing.worker.ts', import.meta.url), { type: 'module' });
  const done = new Promise<SealedBid>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<SealingNews>) => {
      if (data.kind === 'progress') watch.onProgress(data.progress);
      if (data.kind === 'line') watch.onLine(data.state);
      if (data.kind === 'sealed') resolve(data.sealed);
      if (data.kind === 'failed') reject(new ProblemError(data.problem));
    });
    worker.addEventListener('error', (event) => reject(new ProblemError({ code: 'page.fault', title: '加密程序没有运行起来', detail: event.message, remedy: '请刷新页面后再试；已递交的不受影响。' })));
    const request: SealingRequest = { plan, endpoint: '/upload' };
    worker.postMessage(request);
  });
  const ended = (): void => worker.terminate();
  void done.then(ended, ended);
  return { done, cancel: ended };
}
