import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { blocking, ofLot } from '#rules/construction/finding.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { findingsOf, venueFits } from '#trade/tender/tender.decide.ts';
import { awardMethodText } from '#rules/construction/award-method.ts';
import { deviationsOf, hashOfDocument, lotOf, packOf } from '#trade/tender/tender.document.ts';
import { initialDocument } from '#trade/tender/tender.draft.ts';
import { documentProblems, type DocumentProblem } from '#trade/tender/tender.problems.ts';
import { publishContent, truthfulness } from '#trade/tender/tender.schema.ts';
import type { TenderDocument } from '#trade/tender/tender.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { RuleCard } from '../../../ui/rule-card.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { StepFlow } from '../../../ui/step-flow.tsx';
import { command } from '../../api.ts';
import { venuePath } from '../venue/venue.path.ts';
import { stateOf } from './amendment-form.tsx';
import { AwardStep, LotsStep, QualificationStep, ScoringStep, TimesStep } from './compose-plan.tsx';
import { TextStep } from './compose-text.tsx';
import { useCalendar, useRefresh, type TenderView } from './data.ts';
import { ruleProps } from './fields.tsx';
import { TenderPage } from './parts.tsx';
import { SignButton } from './sign-button.tsx';

/** 编制招标文件, from times to text; each bound stands beside its field, and the last step signs and publishes. */
export function Screen() {
  return <TenderPage title="编制招标文件" back="..">{(tender) => (tender.status === 'registered' ? <Compose tender={tender} /> : <p className="done-note" role="status">招标文件已经发布。修改请走“澄清与修改”。<Link to="..">看项目和期限</Link></p>)}</TenderPage>;
}

/** What every step gets. */
export type StepProps = {
  readonly tender: TenderView;
  readonly document: TenderDocument;
  readonly findings: (path: string) => readonly RuleFinding[];
  readonly change: (changed: Partial<TenderDocument>) => void;
};

function Compose({ tender }: { readonly tender: TenderView }) {
  const calendar = useCalendar();
  const now = useServerTime(15_000);
  const [document, setDocument] = useState<TenderDocument>(() => tender.draft?.document ?? initialDocument(tender, tender.serverNow, calendar));
  const [savedAt, setSavedAt] = useState(tender.draft ? tender.serverNow : null);
  const refresh = useRefresh();
  const state = stateOf(tender);
  const rows = findingsOf(state, document, now, calendar);
  const problems = documentProblems(state, document, packOf(tender));
  const isSaved = tender.draft?.documentHash === hashOfDocument(document);
  const props: StepProps = { tender, document, findings: (path) => rows.filter((row) => row.path === path), change: (changed) => setDocument({ ...document, ...changed }) };

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    if (!isSaved) window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSaved]);

  async function save(key: string): Promise<void> {
    await command('tender.compose', { tenderId: tender.tenderId, document }, { idempotencyKey: key });
    setSavedAt(now);
    await refresh();
  }

  return (
    <>
      <div className="t-actions" style={{ paddingBottom: 14 }}>
        <SecretSentence text="草稿只有招标人和代理机构看得到，发布前任何人看不到最高限价和评分办法。" />
        <CommandButton label="保存草稿" kind="ghost" run={save} {...(isSaved ? { disabledReason: '已保存' } : {})} />
      </div>
      <div className="t-flow"><StepFlow
        saved={isSaved && savedAt !== null ? `已保存 ${formatBeijing(savedAt).slice(11)}` : '有改动还没有保存'}
        steps={[
          { key: 'times', title: '时间', content: <TimesStep {...props} /> },
          { key: 'lots', title: '标段', content: <LotsStep {...props} /> },
          { key: 'qualification', title: '资格', content: <QualificationStep {...props} /> },
          { key: 'scoring', title: '评分', content: <ScoringStep {...props} /> },
          { key: 'award', title: '定标', content: <AwardStep {...props} /> },
          { key: 'text', title: '正文', content: <TextStep {...props} /> },
          { key: 'review', title: '核对并发布', content: <Review problems={gathered(problems)} rows={rows} {...props} /> },
        ]}
        finish={<SignButton
          label="签署并发布…" kind="act" title="签署招标公告和招标文件" effect="签署后立即在自治区和盟市门户同时公开，招标文件不能撤回，只能澄清、修改。"
          act="tender.publish" subject={{ tenderId: tender.tenderId }} content={publishContent(hashOfDocument(document))} body={{ tenderId: tender.tenderId, documentHash: hashOfDocument(document) }}
          statement={statementOf(tender, document)} {...reasonOf()}
        />}
      /></div>
    </>
  );

  function reasonOf(): { disabledReason?: string } {
    const broken = blocking(rows).length + problems.length;
    if (broken > 0) return { disabledReason: `还有 ${broken} 处需要改正` };
    if (!isSaved) return { disabledReason: '先保存草稿' };
    return venueFits(tender, document.bidDeadlineAt) ? {} : { disabledReason: '先预约覆盖开标时刻的开标室' };
  }
}

function Review({ problems, rows, document, tender }: StepProps & { readonly problems: readonly string[]; readonly rows: readonly RuleFinding[] }) {
  const changed = deviationsOf(document).length;
  return (
    <>
      {problems.length > 0 && <ul className="t-problems" aria-label="需要改正">{problems.map((text) => <li key={text}>{text}</li>)}</ul>}
      <RuleCard title="逐条核对" rules={rows.map((row) => ruleProps(ofLot(row, document.lots.map(({ lotId }) => lotOf(tender, lotId)?.name ?? ''))))} />
      <p className="muted small" style={{ marginTop: 12 }}>{changed === 0 ? '条款与标准文本一致。' : `与标准文本有 ${changed} 处偏离，发布后公开显示。`}开标场地：{tender.venue ? `${tender.venue.roomName}，${formatDeadline(tender.venue.from)} 起` : '尚未预约'}。</p>
      {!venueFits(tender, document.bidDeadlineAt) && <p className="hint">{tender.venue ? '预约的开标室不覆盖开标时刻。' : '还没有预约开标室。'}先保存草稿，再<Link to={venuePath(tender, document.bidDeadlineAt)}>预约 {formatBeijing(document.bidDeadlineAt).slice(0, 16)} 的开标室</Link>，然后回来发布。</p>}
    </>
  );
}

/** Fields that want a value make one line; they are all filled on one page. */
function gathered(problems: readonly DocumentProblem[]): string[] {
  const missing = problems.filter((problem) => problem.path.startsWith('values.')).map((problem) => /“(.*)”/.exec(problem.text)?.[1] ?? problem.text);
  const others = problems.filter((problem) => !problem.path.startsWith('values.')).map((problem) => problem.text);
  return missing.length === 0 ? others : [`“正文”一步还有 ${missing.length} 项没有填写：${missing.join('、')}。`, ...others];
}

function statementOf(tender: TenderView, document: TenderDocument): { label: string; value: string }[] {
  return [
    { label: '项目', value: tender.name },
    { label: '提供文件', value: `${formatDeadline(document.documentFrom)} 至 ${formatDeadline(document.documentUntil)}` },
    { label: '投标截止', value: `${formatDeadline(document.bidDeadlineAt)}，即开标时间` },
    ...document.lots.map((lot) => ({ label: lotOf(tender, lot.lotId)?.name ?? lot.lotId, value: `最高限价 ${formatFen(BigInt(lot.priceCapFen))}\n保证金 ${formatFen(BigInt(lot.depositFen))}` })),
    { label: '定标方法', value: awardMethodText(document.awardMethod.kind) },
    { label: '文件指纹', value: hashOfDocument(document) },
    { label: '承诺', value: truthfulness },
  ];
}
