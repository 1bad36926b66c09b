import { formatBeijing, instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { onClockJump } from '../ui/clock.ts';

/** What `GET /api/demo/clock` tells. */
type Reading = { readonly now: number; readonly nextAt: number | null };
type Advanced = Reading & { readonly happened: readonly { readonly title: string; readonly count: number }[] };
type Person = { readonly personId: string; readonly orgId: string; readonly role: string };

/** What the last step of the clock did, kept over the reload that shows it. */
const saidName = 'ovoo-demo-said';

/** Makes the demonstration's foot work: the clock, and the way into the tour. */
export function startDemoBar(): void {
  const bar = document.querySelector<HTMLElement>('[data-demo-bar]');
  if (!bar) return;
  const said = sessionStorage.getItem(saidName);
  sessionStorage.removeItem(saidName);
  if (said) tell(bar, said);
  bar.querySelector<HTMLElement>('[data-demo-steps]')?.removeAttribute('hidden');
  const tour = bar.querySelector<HTMLButtonElement>('[data-demo-tour]');
  tour?.removeAttribute('hidden');
  tour?.addEventListener('click', () => void enterTour().catch(() => tell(bar, '没有进得去，请再试一次。')));
  for (const button of bar.querySelectorAll<HTMLButtonElement>('[data-step]')) button.addEventListener('click', () => void move(bar, button));
  void show(bar);
  onClockJump(() => void show(bar));
}

async function show(bar: HTMLElement): Promise<void> {
  const { nextAt } = (await fetch('/api/demo/clock').then((answer) => answer.json()).catch(() => ({}))) as Partial<Reading>;
  const reading = bar.querySelector('[data-demo-reading]');
  if (reading && nextAt) reading.textContent = `下一个期限 ${formatDeadline(instant(nextAt)).slice(0, 16)}`;
}

async function move(bar: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const buttons = bar.querySelectorAll<HTMLButtonElement>('[data-step]');
  for (const each of buttons) each.disabled = true;
  tell(bar, '正在前进，到期的事逐件办完…');
  const response = await fetch('/api/demo/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ step: button.dataset['step'] }) }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  for (const each of buttons) each.disabled = false;
  if (!response?.ok) return tell(bar, titleOf(answer));
  sessionStorage.setItem(saidName, sentence(answer as Advanced));
  location.reload();
}

function sentence({ now, happened }: Advanced): string {
  const what = happened.map(({ title, count }) => `${title}${count > 1 ? ` ${count} 次` : ''}`).join(' · ');
  return `已到 ${formatBeijing(instant(now)).slice(0, 16)}。${what === '' ? '这段时间没有到期的事。' : what}`;
}

function titleOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'title' in answer && typeof answer.title === 'string' ? answer.title : '没有连上服务器，请再试一次。';
}

/** Nobody yet: the tour begins as whoever does its first step. */
async function enterTour(): Promise<void> {
  if (!(await fetch('/api/session')).ok) {
    const { steps } = (await (await fetch('/api/demo/tour')).json()) as { steps: { people: Person[] }[] };
    const first = steps[0]?.people[0];
    if (first) await fetch('/api/session/demo', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ personId: first.personId, orgId: first.orgId, role: first.role }) });
  }
  sessionStorage.setItem('ovoo-tour-shown', 'yes');
  location.assign('/desk');
}

function tell(bar: HTMLElement, text: string): void {
  const place = bar.querySelector('[data-demo-said]');
  if (place) place.textContent = text;
}
