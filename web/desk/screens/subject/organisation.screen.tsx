import { Input, Table } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Instant } from '#kernel/time/instant.ts';
import { roles, type OrganisationKind, type Role } from '#kernel/roles.ts';
import type { Change, BasicAccount, PublicOrganisation } from '#service/subject/organisation.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { Chip } from '../../../ui/chip.tsx';
import { formatDay } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { SignDialog } from '../../../ui/sign-dialog.tsx';
import { command, get } from '../../api.ts';
import { Field } from '../project/field.tsx';
import { Enrol } from './enrol.tsx';
import '../project/project.css';

type Own = PublicOrganisation & { readonly basicAccount: BasicAccount | null; readonly registeredAt: Instant; readonly history: readonly Change[] };
type Person = { readonly personId: string; readonly name: string; readonly roles: readonly Role[] };
type Mine = { readonly organisation: Own; readonly people: readonly Person[]; readonly can: readonly string[]; /** Of a natural person, as far as it is shown to itself. */ readonly personal: { readonly number: string; readonly phone: string } | null };

const mineQuery = { queryKey: ['organisation'], queryFn: ({ signal }: { signal: AbortSignal }) => get<Mine>('/api/organisations/mine', signal) } as const;

export const kindWords: Readonly<Record<OrganisationKind, string>> = {
  initiator: '招标人', agency: '代理机构', enterprise: '投标企业', naturalPerson: '个人', exchange: '产权交易机构', auctionHouse: '拍卖企业', expertPool: '专家库', centre: '公共资源交易中心', department: '行政监督部门', authority: '数字认证机构', platform: '平台运维',
};
const fieldWords: Readonly<Record<Change['field'], string>> = { name: '名称', areaCode: '所在地', legalRepresentative: '法定代表人', basicAccount: '基本账户' };

/** 单位信息: registered once, valid in every centre of the region; its people and what became different. */
export function Screen() {
  const { data, error } = useQuery(mineQuery);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  const { organisation, people, can, personal } = data;
  if (personal) return <Self organisation={organisation} personal={personal} />;
  return (
    <>
      <h1>{organisation.name}</h1>
      <p className="chips"><Chip label={kindWords[organisation.kind]} tone="sky" /><span className="muted small num">{organisation.orgId}</span><span className="muted small">{formatDay(organisation.registeredAt)} 登记，全区共享</span></p>
      <div className="two-columns">
        <div className="stack">
          <Details key={JSON.stringify(organisation)} organisation={organisation} editable={can.includes('organisation.change')} />
          <section className="card">
            <div className="sec"><h2>变更记录</h2></div>
            {organisation.history.length === 0 && <p className="pad muted">登记以来没有变更。</p>}
            <ul className="pad">{organisation.history.map((change) => <li key={`${change.at}${change.field}`}>{formatDay(change.at)}　{fieldWords[change.field]}：<del>{change.before}</del> → <ins>{change.after}</ins></li>)}</ul>
          </section>
        </div>
        <section className="card">
          <div className="sec"><h2>人员</h2><span className="muted small">{people.length} 人</span></div>
          <Table<Person> rowKey="personId" size="middle" pagination={false} dataSource={[...people]} columns={[{ title: '姓名', dataIndex: 'name' }, { title: '职责', render: (_, person) => person.roles.map((role) => roles[role].name).join('、') }]} />
          {can.includes('person.enrol') && <Enrol orgId={organisation.orgId} kind={organisation.kind} />}
        </section>
      </div>
    </>
  );
}

/** 我的信息: of a natural person. */
function Self({ organisation, personal }: { readonly organisation: Own; readonly personal: NonNullable<Mine['personal']> }) {
  const rows = [['身份证号', personal.number], ['手机', personal.phone], ['所在地', organisation.areaName], ['登记', formatDay(organisation.registeredAt)]] as const;
  return (
    <>
      <h1>{organisation.name}</h1>
      <p className="chips"><Chip label={kindWords[organisation.kind]} tone="sky" /><span className="muted small">一次登记，全区通用</span></p>
      <section className="card">
        <dl className="pad statement">{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd className="num">{value}</dd></div>)}</dl>
        <div className="pad"><SecretSentence text="姓名、身份证号和手机号不公开。你申请竞买时，出让、转让的一方和它的监督部门能看到，用来确认资格。" /></div>
      </section>
    </>
  );
}

function Details({ organisation, editable }: { readonly organisation: Own; readonly editable: boolean }) {
  const [form, setForm] = useState({ name: organisation.name, legalRepresentative: organisation.legalRepresentative, bank: organisation.basicAccount?.bank ?? '', account: organisation.basicAccount?.account ?? '' });
  const [signing, setSigning] = useState(false);
  const client = useQueryClient();
  const { orgId, areaCode } = organisation;
  const edit = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }));
  const basicAccount = form.bank === '' && form.account === '' ? null : { bank: form.bank, account: form.account };
  const content = { orgId, name: form.name.trim(), areaCode, legalRepresentative: form.legalRepresentative.trim(), basicAccount };

  async function submit(file: File, password: string): Promise<void> {
    const signature = await signAct(await openKeyFile(file, password), 'organisation.change', { orgId }, content);
    await command('organisation.change', { ...content, signature });
    setSigning(false);
    await client.invalidateQueries({ queryKey: ['organisation'] });
  }

  return (
    <section className="card">
      <div className="sec"><h2>登记信息</h2></div>
      <div className="pad form-grid">
        <Field label="单位名称" wide><Input value={form.name} readOnly={!editable} onChange={(event) => edit({ name: event.target.value })} /></Field>
        <Field label="法定代表人或负责人"><Input value={form.legalRepresentative} readOnly={!editable} onChange={(event) => edit({ legalRepresentative: event.target.value })} /></Field>
        <Field label="所在地"><Input value={organisation.areaName} readOnly variant="filled" /></Field>
        <Field label="基本账户开户行"><Input value={form.bank} readOnly={!editable} onChange={(event) => edit({ bank: event.target.value })} /></Field>
        <Field label="基本账户账号"><Input value={form.account} readOnly={!editable} inputMode="numeric" onChange={(event) => edit({ account: event.target.value })} /></Field>
        <div className="form-field wide"><SecretSentence text="基本账户只有本单位能看到；保证金由它转出，退回也到它。" /></div>
        {editable && <div className="form-field"><button type="button" className="btn" onClick={() => setSigning(true)}>签名变更</button></div>}
      </div>
      <SignDialog
        open={signing} title="变更主体信息" effect="签名后立即生效，全区各中心共用；原内容保留在变更记录里。" onSign={submit} onCancel={() => setSigning(false)}
        statement={[{ label: '单位', value: content.name }, { label: '代表人', value: content.legalRepresentative }, { label: '基本账户', value: basicAccount ? `${basicAccount.bank}\n${basicAccount.account}` : '未登记' }]}
      />
    </section>
  );
}
