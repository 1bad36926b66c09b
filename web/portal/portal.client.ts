import './portal.css';
import './demo-bar.css';
import './register.css';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatRemaining, formatRemainingShort } from '../ui/format.ts';
import { onClockJump, startClock } from '../ui/clock.ts';
import { dropAllDrafts } from '../ui/kept-draft.ts';
import { links } from './links.ts';

/**
 * Keeps the server clock and the countdowns of a page running. Pages read completely without it.
 * The reader's own clock is never asked: time is the server's, carried on by the monotonic timer.
 */
const clock = startClock(Number(document.querySelector<HTMLMetaElement>('meta[name="server-now"]')?.content));

function tick(): void {
  const now = clock.now();
  for (const element of document.querySelectorAll('[data-clock]')) element.textContent = formatBeijing(now);
  for (const element of document.querySelectorAll<HTMLElement>('[data-countdown]')) {
    const left = Number(element.dataset['countdown']) - now;
    const text = element.dataset['form'] === 'full' ? formatRemaining(left) : formatRemainingShort(left);
    element.textContent = left > 0 ? text : '时间已到';
    element.closest('.deadline')?.classList.toggle('last', left > 0 && left < 3600_000_000);
  }
}

// Logging out leaves nothing of what was being written in this browser. Without script there is nothing to leave.
for (const form of document.querySelectorAll<HTMLFormElement>(`form[action="${links.logout}"]`)) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void dropAllDrafts().finally(() => form.submit());
  });
}

if (document.querySelector('[data-demo-bar]')) void import('./demo-bar.client.ts').then(({ startDemoBar }) => startDemoBar());

tick();
setInterval(tick, 1000);
onClockJump(tick);
