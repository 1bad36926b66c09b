import { toHex } from '#kernel/bytes.ts';
import { parsePersonNumber } from '#kernel/person-number.ts';
import { personalHash } from '#service/subject/personal-hash.ts';
import { openKeyFile, signAct, signChallenge } from '../ui/certificate-login.ts';
import { keepKeyFile } from '../ui/own-key-file.ts';
import { issueKeyFile } from './counter.client.ts';
import { takeDrops } from './drop.client.ts';
import { download, on, post, textOf, type Say } from './form.client.ts';

for (const drop of document.querySelectorAll<HTMLElement>('.drop')) takeDrops(drop);
on('#person', register);

const numberField = document.querySelector<HTMLInputElement>('#person [name=number]');
for (const change of ['input', 'change']) numberField?.addEventListener(change, () => (change === 'change' || numberField.value.trim().length >= 18) && checkNumber(numberField));

/** One press: a certificate where there is none, the registration signed with it, and logged in. */
async function register(data: FormData, say: Say): Promise<void> {
  const number = parsePersonNumber(textOf(data, 'number'));
  if (!number.ok) return say(`${number.error.message}${number.error.remedy ?? ''}`, 'bad');
  const chosen = data.get('key');
  const own = chosen instanceof File && chosen.size > 0 ? chosen : null;
  const [name, password] = [textOf(data, 'name'), textOf(data, 'password')];
  say(own ? '正在打开证书…' : '正在本机生成密钥、领取证书…');
  const file = own ?? (await issueKeyFile({ orgName: name, personName: name, kind: 'naturalPerson' }, password)).file;
  const keys = await openKeyFile(file, password);
  const personal = { number: String(number.value), phone: textOf(data, 'phone') };
  const salt = toHex(crypto.getRandomValues(new Uint8Array(32)));
  const known = { orgId: keys.orgId, name, areaCode: textOf(data, 'areaCode') };
  say('正在签名并登记…');
  const signature = await signAct(keys, 'naturalPerson.register', { orgId: keys.orgId }, { ...known, personalHash: personalHash(personal, salt) });
  await post('/api/session/register', { ...(await signChallenge(keys)), registration: { ...known, personal, salt, signature } });
  if (data.get('keep') !== null) await keepKeyFile(keys.personId, file);
  if (!own) download(file);
  location.assign('/desk/sales');
}

/** Said where it was typed, before anything is sent. */
function checkNumber(field: HTMLInputElement): void {
  const parsed = parsePersonNumber(field.value);
  const note = document.querySelector<HTMLElement>('[data-number]');
  if (!note) return;
  note.textContent = parsed.ok ? '号码对得上。' : `${parsed.error.message}${parsed.error.remedy ?? ''}`;
  note.className = `small ${parsed.ok ? 'ok' : 'bad'}`;
}
