import { formatDeadline } from '#kernel/time/period.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatFen } from '#kernel/money.ts';
import { formatPoints } from '#kernel/points.ts';
import type { Candidate } from '#trade/award/award.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Money } from '../../../ui/money.tsx';
import { RuleRow } from '../../../ui/rule-card.tsx';
import { ruleRow, type AwardView, type Preview } from './award.data.ts';
import { SignAct } from './sign-act.tsx';

/** Before the publicity: exactly what will be public, with the rules beside it. During and after it: what is public. */
export function Candidates({ view }: { readonly view: AwardView }) {
  const preview = view.previews['award.publishCandidates'];
  const { publicity, candidates } = view.award;
  return (
    <section className="card">
      <div className="sec">
        <h2>中标候选人公示</h2>
        {publicity ? <Chip {...stateOf(view.award)} /> : <Chip label="预览：签署后公开的就是这些" tone="plain" />}
        {publicity?.late && <Chip label="逾期公示" tone="bad" />}
      </div>
      {publicity && <p className="pad muted small">自 {formatBeijing(publicity.from).slice(0, 16)} 起，至 {formatDeadline(publicity.until)} 止</p>}
      <div className="a-scroll">
        <table className="a-table">
          <thead><tr><th>排名</th><th>中标候选人</th><th className="num">投标报价</th><th className="num">综合得分</th><th>工期</th><th>质量</th><th>项目经理及证书</th><th>资格能力条件</th></tr></thead>
          <tbody>{candidates.map((candidate) => <CandidateRow key={candidate.bidderId} candidate={candidate} />)}</tbody>
        </table>
      </div>
      <p className="pad small">投标人或者其他利害关系人对评标结果有异议的，在公示期间通过本平台向{view.initiator.name}提出，三日内答复。监督部门：{view.department.name}。</p>
      {preview && <Publish view={view} preview={preview} />}
    </section>
  );
}

function stateOf({ status, publicity }: AwardView['award']): { label: string; tone: 'act' | 'ok' | 'plain' } {
  if (status === 'returned') return { label: '已退回复核，公示中止', tone: 'plain' };
  return publicity?.endedAt === null ? { label: '公示中', tone: 'act' } : { label: '公示已结束', tone: 'ok' };
}

function CandidateRow({ candidate: { rank, name, priceFen, totalScore, durationDays, quality, projectManager, qualifications } }: { readonly candidate: Candidate }) {
  return (
    <tr>
      <td data-label="排名"><b>{rank}</b></td><td data-label="候选人"><b>{name}</b></td><td data-label="报价" className="num"><Money fen={priceFen} /></td><td data-label="得分" className="num">{formatPoints(totalScore)}</td>
      <td data-label="工期" className="nw">{durationDays} 日</td><td data-label="质量" className="nw">{quality}</td><td data-label="项目经理" className="nw">{projectManager.name}<br /><span className="muted small">{projectManager.certificate}</span></td>
      <td data-label="资格条件" className="small">{qualifications.map((line) => <div key={line}>{line}</div>)}</td>
    </tr>
  );
}

function Publish({ view, preview }: { readonly view: AwardView; readonly preview: Preview }) {
  const until = preview.body?.until as Instant;
  return (
    <>
      {preview.findings?.map((finding) => <RuleRow key={finding.rule} {...ruleRow(finding)} />)}
      <div className="a-act">
        <SignAct
          label="签署并公示" kind="act" act="award.publishCandidates" lotId={view.lotId} content={preview.content} asText body={{ until }} title="签署中标候选人公示"
          effect={`签署后立即公开，公示到 ${formatDeadline(until)}。`}
          lines={[{ label: '项目', value: `${view.tenderName} ${view.lotName}` }, { label: '候选人', value: view.award.candidates.map(({ rank, name, priceFen }) => `${rank}. ${name}　${formatFen(BigInt(priceFen))}`).join('\n') }, { label: '公示至', value: formatDeadline(until) }]}
        />
      </div>
    </>
  );
}
