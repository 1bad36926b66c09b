import { toBase64url } from '#kernel/bytes.ts';
import { formatBeijing, instant } from '#kernel/time/instant.ts';
import type { UnlockedKeys } from '#evidence/signature/key-file.ts';
import { openKeyFile, signAct, signChallenge } from '../ui/certificate-login.ts';
import { openDrafts, type DraftBox } from '../ui/kept-draft.ts';
import { issueKeyFile } from './counter.client.ts';
import { takeDrops } from './drop.client.ts';
import { download, on, post, textOf, type Say } from './form.client.ts';

type Subject = { readonly orgName: string; readonly orgId: string; readonly personName: string; readonly caName: string; readonly notAfter: number; readonly registered: boolean };

/** The key file in hand, chosen or just issued; and, once read, whose it is. Private keys stay in this page. */
let keyFile: File | null = null;
let holder: { readonly keys: UnlockedKeys; readonly subject: Subject } | null = null;
/** Drafts of the holder: locked with the own key file, since nobody is logged in yet. */
let drafts: DraftBox | null = null;
const formName = 'organisation.register';

for (const drop of document.querySelectorAll<HTMLElement>('.drop')) takeDrops(drop);
on('#counter', takeCertificate);
on('#certificate', readCertificate);
on('#registration', register);

/** The demonstration's counter: keys are made here, the authority is sent the public halves. */
async function takeCertificate(data: FormData, say: Say): Promise<void> {
  const password = textOf(data, 'password');
  say('正在本机生成密钥…');
  const { file: made } = await issueKeyFile({ orgName: textOf(data, 'orgName'), personName: textOf(data, 'personName'), kind: textOf(data, 'kind') }, password);
  keyFile = made;
  download(keyFile);
  show(keyFile);
  fill('#certificate [name=password]', password);
  fill('#registration [name=kind]', textOf(data, 'kind'));
  say(`已领取并保存为 ${made.name}，下面直接点“读取证书”。`, 'ok');
}

async function readCertificate(data: FormData, say: Say): Promise<void> {
  const chosen = data.get('key');
  const file = chosen instanceof File && chosen.size > 0 ? chosen : keyFile;
  if (!file) return say('请选择密钥文件。', 'bad');
  say('正在打开密钥…');
  const keys = await openKeyFile(file, textOf(data, 'password'));
  const subject = (await post('/api/session/subject', { chain: keys.signChain.map(toBase64url) })) as Subject;
  holder = { keys, subject };
  showSubject(subject);
  const fields = document.querySelector<HTMLFieldSetElement>('[data-fields]');
  if (fields) fields.disabled = subject.registered;
  if (subject.registered) return say('这家单位已经登记，请直接登录。', 'bad');
  drafts = await openDrafts(await ownSecret(keys), `${keys.personId}:${keys.orgId}`);
  const restored = restore(await drafts?.find(formName));
  say(restored ? '证书有效。已恢复上次填写的内容，请核对第 2 步。' : '证书有效。请填写第 2 步。', 'ok');
}

/** What the server runs is exactly what is signed here. */
async function register(data: FormData, say: Say): Promise<void> {
  if (!holder) return say('请先读取证书。', 'bad');
  const { keys, subject } = holder;
  const [bank, account] = [textOf(data, 'bank'), textOf(data, 'account')];
  if ((bank === '') !== (account === '')) return say('开户银行和账号要么都填，要么都不填。', 'bad');
  const content = {
    orgId: keys.orgId, kind: textOf(data, 'kind'), name: subject.orgName, areaCode: textOf(data, 'areaCode'), legalRepresentative: textOf(data, 'legalRepresentative'),
    basicAccount: bank === '' ? null : { bank, account }, offices: [],
  };
  say('正在签名并登记…');
  const signature = await signAct(keys, 'organisation.register', { orgId: keys.orgId }, content);
  await post('/api/session/register', { ...(await signChallenge(keys)), registration: { ...content, signature } });
  await drafts?.drop(formName);
  location.assign('/desk');
}

const form = document.querySelector<HTMLFormElement>('#registration');
form?.addEventListener('input', () => void keep(form));
let keeping = Promise.resolve();

/** Every change is kept, one after the other; the promise of truth is not, it is made anew. */
function keep(from: HTMLFormElement): void {
  const values = Object.fromEntries([...new FormData(from)].filter(([name, value]) => name !== 'truthful' && typeof value === 'string'));
  const state = from.querySelector<HTMLElement>('[data-kept]');
  if (!drafts || !state) return;
  const box = drafts;
  keeping = keeping.then(() => box.keep(formName, values)).then(() => (state.textContent = '已自动保存在本机，加密；退出登录即删除。'), () => (state.textContent = '没有存下来，请一次填完。')).then(() => undefined);
}

function restore(kept: unknown): boolean {
  if (!form || typeof kept !== 'object' || kept === null) return false;
  for (const [name, value] of Object.entries(kept)) {
    const field = form.elements.namedItem(name);
    if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && typeof value === 'string') field.value = value;
  }
  return true;
}

/** What only this key file yields: its decryption key agreed with itself. */
async function ownSecret({ decryptKey: { privateKey, publicKey } }: UnlockedKeys): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256));
}

function showSubject({ orgName, orgId, personName, caName, notAfter }: Subject): void {
  const list = document.querySelector<HTMLElement>('[data-subject]');
  if (!list) return;
  const rows = [['单位', orgName], ['统一社会信用代码', orgId], ['经办人', personName], ['发证机构', caName], ['有效期至', formatBeijing(instant(notAfter)).slice(0, 10)]] as const;
  list.replaceChildren(...rows.flatMap(([term, text]) => [element('dt', term), element('dd', text)]));
  list.hidden = false;
}

function element(tag: 'dt' | 'dd', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** The file just made stands in the field, as if it had been chosen. */
function show(file: File): void {
  const field = document.querySelector<HTMLInputElement>('#certificate [name=key]');
  const chosen = new DataTransfer();
  chosen.items.add(file);
  if (!field) return;
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function fill(selector: string, value: string): void {
  const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
  if (field) field.value = value;
}
