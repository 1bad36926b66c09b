import { Spin } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { nameOf } from '#kernel/divisions.ts';
import { lotIdOf } from '#kernel/ids.ts';
import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { minuteText, modeText, reserveText, tiersText } from '#trade/sale/sale.words.ts';
import { useServerTime } from '../../../ui/server-time.tsx';
import type { StatementLine } from '../../../ui/sign-dialog.tsx';
import { StepFlow } from '../../../ui/step-flow.tsx';
import { useFoundDraft, useKeptForm, type Found } from '../../kept-form.ts';
import { sessionQuery, type Session } from '../../session.ts';
import { SignedAct } from '../../signed-act.tsx';
import { useCalendar } from '../tender/data.ts';
import { draftSchema, newDraft, type Draft } from './draft.ts';
import { contentOf, findingsOf, groundOf, lotPlanOf, missing } from './plan.ts';
import type { Ground } from './proposal.ts';
import { reserveForm } from './reserve-file.ts';
import { StepCheck, useOfficeMissing } from './step-check.tsx';
import { StepLots } from './step-lots.tsx';
import { StepText, StepWhat } from './step-what.tsx';
import '../project/project.css';
import '../tender/tender.css';
import './sale.css';

/** Under this name the browser keeps what has been filled in. */
const formName = 'sale.publish';

/** 发布公告: what → lots → text → what the rules say → sign and publish. */
export function Screen() {
  const { data: session } = useQuery(sessionQuery);
  return session ? <Kept session={session} /> : <div className="waiting"><Spin /></div>;
}

function Kept({ session }: { readonly session: Session }) {
  const found = useFoundDraft(session, formName, draftSchema);
  return found ? <Wizard found={found} session={session} /> : null;
}

function Wizard({ found, session }: { readonly found: Found<Draft>; readonly session: Session }) {
  const isExchange = session.role === 'exchange.operator';
  const blank = () => newDraft(isExchange ? 'shares' : 'stateLand');
  const { draft, change, saved, drop, restart } = useKeptForm(found, formName, blank);
  const now = useServerTime(30_000);
  const calendar = useCalendar();
  const ground = groundOf(draft, { on: ofInstant(now), calendar });
  const officeMissing = useOfficeMissing(draft);
  const isPlaced = missing.what(draft) === undefined;
  const findings = isPlaced ? findingsOf(draft, ground, now) : [];
  const navigate = useNavigate();
  const client = useQueryClient();
  const step = { draft, ground, change, isExchange };

  async function published(): Promise<void> {
    await Promise.all(draft.lots.map(async ({ reserve }, i) => (reserve === null ? undefined : found.box?.keep(reserveForm(lotIdOf(draft.saleId, i + 1)), { reserveFen: reserve.fen, salt: reserve.salt }))));
    await drop();
    await client.invalidateQueries({ queryKey: ['sales'] });
    await navigate(`/desk/sales/${draft.saleId}`);
  }

  return (
    <>
      <p className="small"><Link to="/desk/sales">出让转让</Link></p>
      <h1>发布公告</h1>
      <p className="muted screen-lead">写明卖什么、起始价多少，其余按这个种类的规则先填好，哪一处都可以改。签署后立即公开。</p>
      <p className="kept small muted" role="status">{saved}{found.draft && <button type="button" className="plain" onClick={() => restart(blank())}>清空重填</button>}</p>
      <div className="t-flow s-flow"><StepFlow
        steps={[
          { key: 'what', title: '种类', ...reason(missing.what(draft)), content: <StepWhat {...step} /> },
          { key: 'lots', title: '标的', ...reason(missing.what(draft) ?? missing.lots(draft, ground)), content: isPlaced ? <StepLots {...step} findings={findings} /> : null },
          { key: 'text', title: '正文', ...reason(missing.text(draft)), content: isPlaced ? <StepText {...step} /> : null },
          { key: 'check', title: '核对', ...reason(missing.check(findings) ?? officeMissing), content: isPlaced ? <StepCheck draft={draft} findings={findings} /> : null },
          { key: 'sign', title: '签署发布', content: isPlaced ? <Statement lines={statementOf(draft, ground, session)} /> : null },
        ]}
        finish={isPlaced && (
          <SignedAct
            label="签署并发布…" kind="act" title={`签署${getSaleKind(draft.kind).terms.notice}`} effect="签署后立即公开，各标的按写明的时间开始竞价；公告不能撤回。"
            act="sale.publish" subject={{ saleId: draft.saleId }} content={contentOf(draft, ground)} body={contentOf(draft, ground)} statement={statementOf(draft, ground, session)} onDone={published}
          />
        )}
      /></div>
    </>
  );
}

function Statement({ lines }: { readonly lines: readonly StatementLine[] }) {
  return <dl className="statement">{lines.map((line) => <div key={line.label}><dt>{line.label}</dt><dd>{line.value}</dd></div>)}</dl>;
}

function statementOf(draft: Draft, ground: Ground, { organisation }: Session): readonly StatementLine[] {
  const { terms, title } = getSaleKind(draft.kind);
  return [
    { label: '公告', value: draft.title.trim() },
    { label: '种类', value: title },
    { label: '所在地', value: nameOf(draft.areaCode) ?? '' },
    { label: terms.initiator, value: draft.transferor?.name ?? organisation.name },
    ...(draft.transferor ? [{ label: '发布机构', value: `${organisation.name}，受委托发布` }] : []),
    ...draft.lots.flatMap((lot, i) => {
      const plan = lotPlanOf(lot, ground);
      return plan === null ? [] : [{
        label: `标的 ${i + 1}`,
        value: [
          plan.name, `起始价 ${formatFen(BigInt(plan.startFen))}　保证金 ${formatFen(BigInt(plan.depositFen))}`, `加价幅度 ${tiersText(plan.tiers)}　${reserveText(plan)}`,
          `报名截止 ${formatDeadline(plan.applyUntil)}`, `${minuteText(plan.biddingFrom)} 开始，${modeText(plan.mode)}`,
        ].join('\n'),
      }];
    }),
    ...(draft.files.length > 0 ? [{ label: '附件', value: draft.files.map(({ name }) => name).join('\n') }] : []),
  ];
}

function reason(missed: string | undefined): { readonly missing?: string } {
  return missed === undefined ? {} : { missing: missed };
}
