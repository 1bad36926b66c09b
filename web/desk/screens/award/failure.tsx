import { Link } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import { failureTitles } from '#trade/award/award.types.ts';
import { causeOfFailure } from '#trade/award/failure.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { AwardView, Preview } from './award.data.ts';
import { SignAct } from './sign-act.tsx';

type NoticeFields = { readonly reason: string; readonly bidders: number; readonly rejected: number; readonly articles: readonly string[]; readonly consequence: string; readonly supervisor: string };

/** No candidate is left: what will be public, or what is; and what follows for everyone. */
export function Failure({ view }: { readonly view: AwardView }) {
  const { failure, bidders = [] } = view.award;
  const preview = view.previews['award.publishFailure'];
  const reason = failure ? failureTitles[failure.cause] : failureTitles[causeOfFailure(bidders)];
  return (
    <section className="card no-print">
      <div className="sec"><h2>招标失败</h2>{failure ? <Chip label="已公告" tone="bad" /> : <Chip label={preview ? '预览：签署后公开的就是这些' : '待公告'} tone="plain" />}</div>
      <p className="pad"><b>{reason}。</b></p>
      {failure && <p className="pad small muted">{formatBeijing(failure.at).slice(0, 16)} 公告；门户同时公开，监督部门 {view.department.name} 可以查阅全部材料。</p>}
      {failure && <p className="pad">投标保证金及利息自公告之日起按期限退还，每一笔到什么时候见台账。<Link to="/desk/deposits">看保证金台账</Link></p>}
      {failure && view.part === 'initiator' && <p className="pad">分析原因、修改招标文件以后，依法重新招标。<Link to="/desk/projects/new">登记重新招标</Link></p>}
      {preview && <Publish view={view} preview={preview} />}
    </section>
  );
}

function Publish({ view, preview }: { readonly view: AwardView; readonly preview: Preview }) {
  const { reason, bidders, rejected, articles, consequence, supervisor } = preview.content as unknown as NoticeFields;
  const lines = [
    { label: '项目', value: `${view.tenderName} ${view.lotName}` }, { label: '原因', value: reason }, { label: '投标情况', value: `递交 ${bidders} 份，被否决 ${rejected} 份` },
    { label: '后果', value: consequence }, { label: '依据', value: articles.join('\n') }, { label: '监督部门', value: supervisor },
  ];
  return (
    <>
      <dl className="a-facts">{lines.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="a-act">
        <p className="small">签署的同一时刻，每家投标人收到自己被否决的依据和理由，看不到别人的。到期没有公告的，由平台照此公告。</p>
        <SignAct label="签署并公告招标失败" kind="act" act="award.publishFailure" lotId={view.lotId} content={preview.content} asText body={preview.body ?? {}} title="签署招标失败公告" effect="签署后立即公开，保证金开始退还。" lines={lines} />
      </div>
    </>
  );
}
