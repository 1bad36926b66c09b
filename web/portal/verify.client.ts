import { takeDrops } from './drop.client.ts';

/** Runs the verifier on files that the reader chose, in this page: nothing is sent anywhere. */
type Check = { readonly name: string; readonly ok: boolean; readonly skipped?: true; readonly unchecked?: readonly string[]; readonly detail?: string };
type Fingerprint = { readonly role: 'log' | 'receipts' | 'cosigner' | 'root'; readonly name: string; readonly value: string };
type Verdict = { readonly ok: boolean; readonly checks: readonly Check[]; readonly fingerprints: readonly Fingerprint[] };
type Verifier = { verifyBundle(bundle: unknown, trust: unknown): Promise<Verdict> };

const form = document.querySelector<HTMLFormElement>('#verify');
if (form) start(form);

function start(form: HTMLFormElement): void {
  for (const drop of form.querySelectorAll<HTMLElement>('.drop')) takeDrops(drop);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void verify(form);
  });
}

async function verify(form: HTMLFormElement): Promise<void> {
  say('', '正在核对…');
  try {
    const verifier = (await import(/* @vite-ignore */ form.dataset['verifier'] ?? '')) as Verifier;
    // The bundle as it was written: its text must be canonical, which parsing would hide.
    const [bundle, trust] = await Promise.all([read(form, 'bundle'), read(form, 'trust')]);
    show(await verifier.verifyBundle(bundle, JSON.parse(trust)));
  } catch (error) {
    say('bad', `无法核对：${error instanceof SyntaxError ? '文件不是 JSON' : String(error)}`);
  }
}

async function read(form: HTMLFormElement, name: string): Promise<string> {
  const file = new FormData(form).get(name);
  if (!(file instanceof File)) throw new Error('还没有选择文件');
  return await file.text();
}

function show(verdict: Verdict): void {
  const left = verdict.checks.flatMap(({ unchecked = [] }) => unchecked);
  say(verdict.ok ? 'ok' : 'bad', verdict.ok ? left.length > 0 ? `核对过的都对得上，另有 ${left.length} 项没有核对，见下面标 △ 的。` : '全部对得上：文件里的每一步都与公开日志一致。' : '有对不上的地方，见下面标 ✕ 的一步；它之后的没有核对。');
  document.querySelector('#steps')?.replaceChildren(
    ...verdict.checks.map((check) => {
      const item = document.createElement('li');
      item.className = check.ok ? 'ok' : check.skipped ? 'skipped' : 'bad';
      item.textContent = [check.detail ? `${check.name}：${check.detail}` : check.name, ...(check.unchecked ?? []).map((each) => `△ 未核对：${each}`)].join('　');
      return item;
    }),
  );
  document.querySelector('#fingerprints')?.replaceChildren(...fingerprintsOf(verdict));
}

const roles = { log: '公开日志', receipts: '回执', cosigner: '共签方', root: '认证机构根' } as const;

/** Whose keys this verdict rests on: to be held against what those parties publish themselves. */
function fingerprintsOf({ fingerprints }: Verdict): HTMLElement[] {
  return fingerprints.flatMap(({ role, name, value }) => {
    const [term, detail] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = `${roles[role]}　${name}`;
    detail.textContent = value;
    return [term, detail];
  });
}

function say(tone: string, text: string): void {
  const verdict = document.querySelector('#verdict');
  if (!verdict) return;
  verdict.className = `verdict ${tone}`;
  verdict.textContent = text;
}
