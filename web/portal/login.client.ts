import type { Refusal } from '#kernel/refusal.ts';
import { unlockKeyFile } from '#evidence/signature/key-file.ts';
import { signStatement, type Statement } from '#evidence/signature/statement.ts';
import { dropKeyFiles, keptKeyFiles } from '../ui/own-key-file.ts';
import { takeDrops } from './drop.client.ts';

/**
 * Login with a certificate: the server's challenge is signed here, the key file never leaves the page.
 * Without this script the other ways of login still work. People of the demonstration are found as one types.
 */
const form = document.querySelector<HTMLFormElement>('#certificate');
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void login(form);
});

const [kept] = keptKeyFiles().slice(-1);
if (form && kept) offerKept(form, kept);

for (const drop of document.querySelectorAll<HTMLElement>('.drop')) takeDrops(drop);

const staff = document.querySelector<HTMLElement>('[data-staff]');
if (staff) showStaffCode(staff);

const finder = document.querySelector<HTMLInputElement>('[data-filter]');
finder?.addEventListener('input', () => showMatching(finder.value.trim()));

/** The key file that this browser keeps stands in the field: the password is all there is left to type. */
function offerKept(form: HTMLFormElement, file: File): void {
  const [field, name] = [form.querySelector<HTMLInputElement>('[name=key]'), form.querySelector('[data-name]')];
  if (!field || !name) return;
  const chosen = new DataTransfer();
  chosen.items.add(file);
  field.files = chosen.files;
  name.textContent = `已用本机保存的证书：${file.name}，输口令就行`;
  const drop = document.createElement('button');
  Object.assign(drop, { type: 'button', className: 'btn ghost', textContent: '从本机删除这份证书' });
  drop.addEventListener('click', () => {
    dropKeyFiles();
    location.reload();
  });
  form.append(drop);
}

async function login(form: HTMLFormElement): Promise<void> {
  const data = new FormData(form);
  const [file, password] = [data.get('key'), data.get('password')];
  if (!(file instanceof File) || typeof password !== 'string') return;
  say(form, '正在打开密钥…');
  try {
    const keys = await unlockKeyFile(JSON.parse(await file.text()), password);
    if (!keys.ok) return say(form, sentence(keys.error));
    const { nonce, host } = await post<{ nonce: string; host: string }>('/api/session/challenge', {});
    const statement: Statement = { v: 1, act: 'session.login', subject: {}, content: { nonce, host }, signerOrg: keys.value.orgId, signerPerson: keys.value.personId };
    const signature = await signStatement(statement, keys.value.signKey, keys.value.signChain);
    await post('/api/session/certificate', { statement, signature });
    location.assign(form.dataset['next'] || '/desk');
  } catch (error) {
    say(form, error instanceof SyntaxError ? '这不是密钥文件，请选择登记时下载的那个文件。' : error instanceof Error ? error.message : '没有登录成功，请再试一次。');
  } finally {
    const typed = form.querySelector<HTMLInputElement>('[name=password]');
    if (typed) typed.value = '';
  }
}

async function post<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
  const answer = (await response.json()) as T & { title?: string; remedy?: string };
  if (!response.ok) throw new Error(`${answer.title ?? '没有登录成功。'}${answer.remedy ?? ''}`);
  return answer;
}

/** The demonstration's one-time code, renewed as on a phone; one press fills the form. */
function showStaffCode(place: HTMLElement): void {
  const text = (name: string): string => place.querySelector(`[data-staff-${name}]`)?.textContent?.trim() ?? '';
  const put = (name: string, value: string): void => {
    const element = place.querySelector(`[data-staff-${name}]`);
    if (element) element.textContent = value;
  };
  let left = 0;
  const tick = async (): Promise<void> => {
    if (--left <= 0) {
      const answer = await fetch('/api/demo/staff-code').catch(() => null);
      if (!answer?.ok) return;
      const now = (await answer.json()) as { code: string; secondsLeft: number };
      put('code', now.code);
      left = now.secondsLeft;
    }
    put('left', `还有 ${left} 秒`);
  };
  void tick();
  setInterval(() => void tick(), 1000);
  const fill = place.querySelector<HTMLButtonElement>('[data-staff-fill]');
  if (!fill) return;
  fill.hidden = false;
  fill.addEventListener('click', () => {
    for (const [field, value] of [['account', text('login')], ['password', text('password')], ['totp', text('code')]] as const) {
      const input = place.parentElement?.querySelector<HTMLInputElement>(`[name=${field}]`);
      if (input) input.value = value;
    }
  });
}

function sentence(refusal: Refusal): string {
  return `${refusal.message}${refusal.remedy ?? ''}`;
}

function say(form: HTMLFormElement, text: string): void {
  const state = form.querySelector('[data-state]');
  if (state) state.textContent = text;
}

function showMatching(text: string): void {
  for (const person of document.querySelectorAll<HTMLElement>('#people .person')) person.hidden = !(person.textContent ?? '').includes(text);
  for (const group of document.querySelectorAll<HTMLElement>('#people fieldset')) {
    const named = (group.querySelector('legend')?.textContent ?? '').includes(text);
    if (named) for (const person of group.querySelectorAll<HTMLElement>('.person')) person.hidden = false;
    group.hidden = !named && group.querySelector('.person:not([hidden])') === null;
  }
}
