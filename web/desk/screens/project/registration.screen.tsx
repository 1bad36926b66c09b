import { Checkbox } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { nameOf } from '#kernel/divisions.ts';
import { formatFen, parseYuan } from '#kernel/money.ts';
import { ofInstant, type PlainDate } from '#kernel/time/plain-date.ts';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { useServerTime } from '../../../ui/server-time.tsx';
import { SignDialog, type StatementLine } from '../../../ui/sign-dialog.tsx';
import { StepFlow } from '../../../ui/step-flow.tsx';
import { command } from '../../api.ts';
import { useFoundDraft, useKeptForm, type Found } from '../../kept-form.ts';
import { sessionQuery, type Session } from '../../session.ts';
import { contentOf, draftSchema, missing, newDraft, totalFen, type Draft } from './draft.ts';
import { methodWords, type Holder } from './project.data.ts';
import { checkMissing, StepCheck } from './step-check.tsx';
import { StepLots } from './step-lots.tsx';
import { StepParties } from './step-parties.tsx';
import { StepProject } from './step-project.tsx';
import './project.css';

type Registered = { readonly projectId: string; readonly tenderId: string; readonly transactionCode: { readonly code: string; readonly provisional: boolean }; readonly centre: Holder; readonly department: Holder };

/** 项目登记: project → parties → lots → what the rules say → sign and submit. */
export function Screen() {
  const { data: session } = useQuery(sessionQuery);
  const [registered, setRegistered] = useState<Registered | null>(null);
  if (!session) return null;
  return (
    <>
      <h1>项目登记</h1>
      <p className="muted screen-lead">在线登记，不需要窗口办理；提交后立即得到交易中心、监督部门和统一交易标识码。</p>
      {registered ? <Done registered={registered} onNext={() => setRegistered(null)} /> : <Kept session={session} onDone={setRegistered} />}
    </>
  );
}

type Registrant = Session & { readonly organisation: { readonly kind?: string | null } };
type WizardProps = { readonly session: Registrant; readonly onDone: (registered: Registered) => void };

/** Under this name the browser keeps what has been filled in. */
const formName = 'project.register';

function Kept(props: WizardProps) {
  const found = useFoundDraft(props.session, formName, draftSchema);
  return found ? <Wizard {...props} found={found} /> : null;
}

function Wizard({ session, found, onDone }: WizardProps & { readonly found: Found<Draft> }) {
  const kind = session.organisation.kind ?? null;
  const blank = (): Draft => newDraft({ orgId: session.organisation.id, name: session.organisation.name }, kind);
  const { draft, change, saved, drop, restart } = useKeptForm(found, formName, blank);
  const [signing, setSigning] = useState(false);
  const client = useQueryClient();
  const on = ofInstant(useServerTime(60_000));

  async function submit(file: File, password: string): Promise<void> {
    const keys = await openKeyFile(file, password);
    const content = contentOf(draft);
    const { projectId, tenderId } = draft;
    const signature = await signAct(keys, 'project.register', { projectId, tenderId }, content);
    const { result } = await command<Registered>('project.register', { ...content, signature }, { idempotencyKey: `register-${projectId}-${signature.value.slice(0, 24)}` });
    await drop();
    await client.invalidateQueries({ queryKey: ['projects'] });
    setSigning(false);
    onDone(result);
  }

  return (
    <>
      <p className="kept small muted" role="status">{saved}{found.draft && <button type="button" className="plain" onClick={() => restart(blank())}>清空重填</button>}</p>
      <StepFlow
        steps={[
          { key: 'project', title: '项目', ...reason(missing.project(draft)), content: <StepProject draft={draft} on={on} change={change} /> },
          { key: 'parties', title: '当事人', ...reason(missing.parties(draft)), content: <StepParties draft={draft} change={change} isAgency={kind === 'agency'} /> },
          { key: 'lots', title: '标段', ...reason(missing.lots(draft)), content: <StepLots draft={draft} change={change} /> },
          { key: 'check', title: '核对', ...reason(checkOf(draft, on)), content: <StepCheck draft={draft} on={on} /> },
          { key: 'sign', title: '签名提交', content: <Commitment draft={draft} change={change} /> },
        ]}
        finish={<button type="button" className="btn act" disabled={!draft.truthful} onClick={() => setSigning(true)}>签名并登记</button>}
      />
      <SignDialog open={signing} title="登记项目" statement={statementOf(draft)} effect="签名后项目即登记，并由你单位对内容的真实性、准确性、合法性、完整性负责。" onSign={submit} onCancel={() => setSigning(false)} />
    </>
  );
}

function Commitment({ draft, change }: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  return (
    <>
      <dl className="statement">{statementOf(draft).map((line) => <div key={line.label}><dt>{line.label}</dt><dd>{line.value}</dd></div>)}</dl>
      <Checkbox checked={draft.truthful} onChange={(event) => change({ truthful: event.target.checked })}>
        本单位承诺：以上内容真实、准确、合法、完整，已具备法律规定的招标条件，并承担相应责任。
      </Checkbox>
      <p className="small muted">依据：内蒙古自治区公共资源交易管理办法 第十五条</p>
    </>
  );
}

function Done({ registered, onNext }: { readonly registered: Registered; readonly onNext: () => void }) {
  const { tenderId, transactionCode, centre, department } = registered;
  return (
    <section className="card pad registered" role="status">
      <h2>项目已登记</h2>
      <dl className="statement">
        <div><dt>统一交易标识码</dt><dd>{transactionCode.code}{transactionCode.provisional && <small className="muted">　临时码，待国家平台赋码后替换</small>}</dd></div>
        <div><dt>交易中心</dt><dd>{centre.name}</dd></div>
        <div><dt>监督部门</dt><dd>{department.name}</dd></div>
      </dl>
      <p>下一步：编制招标文件，定下开标时刻，再预约那一刻的开标室。</p>
      <p className="acts"><Link className="btn" to={`/desk/tenders/${tenderId}/compose`}>编制招标文件</Link><Link className="btn ghost" to="/desk/venues">预约场地</Link><Link className="btn ghost" to="/desk/projects">我的项目</Link><button type="button" className="btn ghost" onClick={onNext}>再登记一个</button></p>
    </section>
  );
}

function statementOf(draft: Draft): readonly StatementLine[] {
  return [
    { label: '项目', value: draft.name },
    { label: '所在地', value: nameOf(draft.areaCode) ?? '' },
    { label: '招标人', value: draft.initiator?.name ?? '' },
    ...(draft.hasAgency ? [{ label: '代理机构', value: `${draft.agency?.name ?? ''}\n委托协议：${draft.agreement?.name ?? ''}` }] : []),
    { label: '招标方式', value: methodWords[draft.method] },
    { label: '标段', value: draft.lots.map((lot, i) => `${i + 1}　${lot.name}　${yuanText(lot.estimateYuan)}`).join('\n') },
    { label: '估算价', value: formatFen(BigInt(totalFen(draft))) },
  ];
}

function yuanText(yuan: string): string {
  const fen = parseYuan(yuan);
  return fen.ok ? formatFen(fen.value) : yuan;
}

function checkOf(draft: Draft, on: PlainDate): string | undefined {
  return missing.project(draft) ?? missing.parties(draft) ?? missing.lots(draft) ?? checkMissing(draft, on);
}

function reason(missed: string | undefined): { readonly missing?: string } {
  return missed === undefined ? {} : { missing: missed };
}
