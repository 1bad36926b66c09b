import { requireBrowserCryptography } from '#evidence/signature/webcrypto-gate.ts';
import { asProblem, ProblemError, problemFrom } from '../ui/problem.ts';

/** Says under a form what is going on, went well, or wants mending. */
export type Say = (text: string, tone?: 'ok' | 'bad') => void;

/** Runs `act` when the form is sent, once at a time, and says what was refused. */
export function on(selector: string, act: (data: FormData, say: Say) => Promise<void>): void {
  const form = document.querySelector<HTMLFormElement>(selector);
  const state = form?.querySelector('[data-state]');
  const say: Say = (text, tone) => {
    if (!state) return;
    state.textContent = text;
    state.className = `small ${tone ?? ''}`;
  };
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const possible = requireBrowserCryptography();
    if (!possible.ok) return say(possible.error.message, 'bad');
    const button = form.querySelector('button');
    if (button) button.disabled = true;
    act(data, say).catch((error: unknown) => {
      const { title, remedy, got, want } = asProblem(error);
      say([title, got && `现为：${got}`, want && `应为：${want}`, remedy].filter(Boolean).join(' '), 'bad');
    }).finally(() => {
      if (button) button.disabled = false;
    });
  });
}

export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

export async function post(address: string, body: object): Promise<unknown> {
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(answer, response.status));
  return answer;
}

export function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
