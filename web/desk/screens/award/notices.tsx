import { Link } from 'react-router';
import { formatFen } from '#kernel/money.ts';
import type { JsonObject } from '#kernel/json.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatPoints } from '#kernel/points.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Letter, type LetterFields } from './letter.tsx';
import type { AwardView } from './award.data.ts';
import { SignAct } from './sign-act.tsx';

/** Letter, result notice and report to the department: each as it will read, each signed once. */
export function Notices({ view }: { readonly view: AwardView }) {
  const { award, previews } = view;
  const letter = previews['award.issueLetter'];
  const result = previews['award.publishResult'];
  const report = previews['award.reportToDepartment'];
  const isSide = view.part === 'initiator';
  if (award.winner === null) return null;
  return (
    <>
      <section className="card no-print">
        <div className="sec"><h2>中标人</h2><Chip label={award.winner.name} tone="ok" /></div>
        <p className="pad small muted">{award.decidedAt !== null && `${formatBeijing(award.decidedAt).slice(0, 16)} 确定`}{award.winner.reason && `　${award.winner.reason}`}</p>
        {award.letterAt !== null && (isSide || view.part === 'department') && <p className="pad"><Link className="btn ghost" to={`/desk/contracts/${view.lotId}`}>合同</Link></p>}
      </section>
      {letter && (
        <section className="card">
          <div className="sec"><h2>中标通知书</h2><Chip label="预览" tone="plain" /></div>
          <Letter fields={lettersOf(letter.content)} />
          <div className="a-act no-print">
            <p className="small">签署的同一时刻，{(letter.body?.bidderIds as readonly string[]).length} 家投标人都会收到各自的通知：落标的看到自己的得分，被否决的看到依据和理由，谁也看不到别人的。</p>
            <SignAct label="签署并发出" kind="act" act="award.issueLetter" lotId={view.lotId} content={letter.content} asText body={letter.body ?? {}} title="签发中标通知书" effect={`发出后具有法律效力；合同应当在 ${formatDeadline(letter.content.contractBy as Instant)} 前签订。`} lines={linesOf(letter.content)} />
          </div>
        </section>
      )}
      {result && (
        <section className="card no-print">
          <div className="sec"><h2>中标结果公告</h2><Chip label="预览" tone="plain" /></div>
          <dl className="a-facts">{linesOf(result.content).map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
          <div className="a-act"><SignAct label="签署并公告" kind="act" act="award.publishResult" lotId={view.lotId} content={result.content} asText title="签署中标结果公告" effect="签署后立即公开。" lines={linesOf(result.content)} /></div>
        </section>
      )}
      {report && (
        <section className="card no-print">
          <div className="sec"><h2>向监督部门的书面报告</h2><Chip label={`交 ${view.department.name}`} tone="plain" /></div>
          <dl className="a-facts">{linesOf(report.content).map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
          <p className="pad small muted">报告由全过程记录自动形成，评标委员会成员以编号表示。</p>
          <div className="a-act"><SignAct label="签署并提交" act="award.reportToDepartment" lotId={view.lotId} content={report.content} asText title="提交招标投标情况书面报告" effect="提交后由监督部门查阅。" lines={linesOf(report.content)} /></div>
        </section>
      )}
      {view.filedReport && award.reportedAt !== null && (
        <section className="card" aria-label="书面报告">
          <div className="sec"><h2>招标投标情况书面报告</h2><Chip label={isSide ? '已提交' : '已收到'} tone="ok" /></div>
          <p className="pad small muted">{formatBeijing(award.reportedAt).slice(0, 16)} 提交 {view.department.name}</p>
          <dl className="a-facts">{linesOf(view.filedReport).map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        </section>
      )}
    </>
  );
}

const titles: Readonly<Record<string, string>> = {
  tenderName: '项目', lotName: '标段', initiator: '招标人', to: '中标人', winner: '中标人', priceFen: '中标价', durationDays: '工期', quality: '质量', method: '定标方法', scope: '招标范围', procurement: '招标方式',
  transactionCode: '统一交易标识码', decidedAt: '定标时间', contractBy: '签订合同期限', noticePublishedAt: '公告发布', bidDeadlineAt: '投标截止', supervisor: '监督部门',
};

function linesOf(content: JsonObject): { label: string; value: string }[] {
  const simple = Object.entries(titles).flatMap(([field, label]) => {
    const value = content[field];
    return value === undefined || value === null ? [] : [{ label, value: textOf(field, value) }];
  });
  return [...simple, ...reportLines(content as unknown as ReportParts)];
}

/** The parts of the report to the department that are lists. */
type ReportParts = {
  readonly candidates?: readonly { readonly rank: number; readonly name: string; readonly priceFen: string; readonly totalScore: string }[];
  readonly bidders?: readonly { readonly name: string; readonly total: string | null; readonly excluded: { readonly reason: string } | null }[];
  readonly panel?: readonly { readonly dissent: string | null }[];
  readonly publicity?: { readonly from: Instant; readonly until: Instant; readonly late: boolean } | null;
  readonly disputes?: readonly { readonly outcome: 'upheld' | 'rejected'; readonly summary: string; readonly reply: string }[];
};

function reportLines({ candidates, bidders, panel, publicity, disputes }: ReportParts): { label: string; value: string }[] {
  const lines: [string, readonly string[] | undefined][] = [
    ['投标人', bidders?.map(({ name, total, excluded }) => `${name}　${excluded ? `未进入排名：${excluded.reason}` : `${formatPoints(total ?? '')} 分`}`)],
    ['候选人', candidates?.map(({ rank, name, priceFen, totalScore }) => `${rank}. ${name}　${formatFen(BigInt(priceFen))}　${formatPoints(totalScore)} 分`)],
    ['评标委员会', panel?.map(({ dissent }, n) => `成员 ${n + 1}　${dissent === null ? '签署' : `不同意见：${dissent}`}`)],
    ['公示', publicity ? [`${formatBeijing(publicity.from).slice(0, 16)} 至 ${formatDeadline(publicity.until)}${publicity.late ? '（逾期公示）' : ''}`] : undefined],
    ['异议', disputes?.map(({ outcome, summary, reply }) => `${summary}　${outcome === 'upheld' ? '成立' : '不成立'}：${reply}`)],
  ];
  return lines.flatMap(([label, values]) => (values && values.length > 0 ? [{ label, value: values.join('\n') }] : []));
}

function textOf(field: string, value: unknown): string {
  if (field === 'priceFen') return formatFen(BigInt(String(value)));
  if (field === 'durationDays') return `${String(value)} 日`;
  if (typeof value === 'number') return formatDeadline(value as Instant).slice(0, 16);
  return typeof value === 'object' ? String((value as { name?: string }).name ?? '') : String(value);
}

function lettersOf(content: JsonObject): LetterFields {
  const { to, tenderName, lotName, initiator, priceFen, durationDays, quality, projectManager, contractBy, decidedAt } = content as unknown as LetterFields & { readonly to: { readonly name: string } };
  return { to, tenderName, lotName, initiator, priceFen, durationDays, quality, projectManager, contractBy, decidedAt };
}
