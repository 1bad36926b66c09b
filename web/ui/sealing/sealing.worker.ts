import { prepareBid } from '#trade/bid/bid-agent.ts';
import { tusUploads, UploadFailed } from '#trade/bid/tus-upload.ts';
import { asProblem, problemFrom, type Problem } from '../problem.ts';
import type { SealingNews, SealingRequest } from './sealing.messages.ts';

/** Encrypts and uploads beside the page, so that it stays alive; files are read slice by slice and never held. */
self.addEventListener('message', (event: MessageEvent<SealingRequest>) => void seal(event.data));

async function seal({ plan, endpoint }: SealingRequest): Promise<void> {
  try {
    const upload = tusUploads({ endpoint, onLine: (state) => tell({ kind: 'line', state }) });
    const sealed = await prepareBid(plan, upload, (progress) => tell({ kind: 'progress', progress }));
    tell(sealed.ok ? { kind: 'sealed', sealed: sealed.value } : { kind: 'failed', problem: problemOf(sealed.error) });
  } catch (error) {
    tell({ kind: 'failed', problem: error instanceof UploadFailed ? problemFrom(error.problem, error.status) : asProblem(error) });
  }
}

function problemOf({ code, message, remedy, article }: { code: string; message: string; remedy?: string; article?: string }): Problem {
  return { code, title: message, ...(remedy ? { remedy } : {}), ...(article ? { article } : {}) };
}

function tell(news: SealingNews): void {
  self.postMessage(news);
}
