import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { HallScene, HallScenes, sceneOf } from './auction/hall-gallery.tsx';
import { Chip } from './chip.tsx';
import { CommandButton } from './command-button.tsx';
import { DeadlineCard, DeadlineChip } from './deadline.tsx';
import { Diff } from './diff.tsx';
import { EmptyState } from './empty-state.tsx';
import { EventTimeline } from './event-timeline.tsx';
import { EvidenceBadge } from './evidence-badge.tsx';
import { FactHint } from './fact-hint.tsx';
import { FileDrop } from './file-drop.tsx';
import { Money } from './money.tsx';
import { PartyList } from './party-list.tsx';
import { at, sampleDeadline, sampleEvents, sampleNow, sampleParties, sampleRules, sampleStages, sampleStatement } from './preview.samples.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { ProgressLine } from './progress-line.tsx';
import { RuleCard } from './rule-card.tsx';
import { SecretSentence } from './secret-sentence.tsx';
import { ServerTime } from './server-time.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { StageLine } from './stage-line.tsx';
import { StepFlow } from './step-flow.tsx';
import { theme } from './theme.ts';
import './tokens.css';
import './parts.css';
import './react-parts.css';
import './preview.css';

const refusal = {
  code: 'notice.tooShort', title: '投标截止太早', detail: '招标文件发出之日到截止之日不足二十日。', got: '2026-12-05 09:00（17 日）', want: '不早于 2026-12-08 24:00',
  remedy: '把投标截止改到 2026-12-09 或以后，再发布。', article: '招标投标法 第二十四条', rule: 'construction.bidPeriod', traceId: '7f3a09c2',
};

/** Every part with sample props, to be looked at without a server. */
function Gallery() {
  const [signing, setSigning] = useState(false);
  return (
    <main className="wrap gallery">
      <h1>部件</h1>
      <HallScenes />
      <section className="card pad wide"><StageLine stages={sampleStages} /></section>
      <section className="card wide"><div className="sec"><h2>全过程</h2><Chip label="全部 5" tone="sky" /><Chip label="直播中" tone="bad" live /></div><EventTimeline events={sampleEvents} /></section>
      <div><DeadlineCard {...sampleDeadline} /></div>
      <div><DeadlineCard label="投标截止" at={at('2026-11-20 09:41:17')} state="open" action={{ label: '立即递交', href: '#send' }} saved="已安全保存 2 / 3 个文件，只差签署" /></div>
      <div><DeadlineCard label="报价截止" at={at('2026-11-20 09:00:00')} state="closed" /><p className="row-of"><DeadlineChip label="距截止" at={at('2026-12-11 09:00')} /><DeadlineChip label="距截止" at={at('2026-11-20 10:00')} /><DeadlineChip label="截止" at={at('2026-11-19 10:00')} /></p></div>
      <RuleCard title="本项目的期限" rules={sampleRules} />
      <section className="card"><div className="sec"><h2>各方</h2></div><PartyList parties={sampleParties} /></section>
      <Panel title="钱、存证、差异">
        <p><Money fen="13842000000" capital /></p><p><Money fen="13842000000" short /> <Money fen="8640000" unit="/ 年" /></p>
        <p className="row-of"><EvidenceBadge index={1204331} href="/log?index=1204331" verb="验证" /><EvidenceBadge index={1204332} /><EvidenceBadge /></p>
        <Diff where="3.2 付款" before="60 日内" after="30 日内" />
      </Panel>
      <Panel title="说清楚"><FactHint fact="本段 214 字与“戊”标书第 52 页一致（招标文件与范本中没有）。" sides={[{ label: '看丙 第 47 页', href: '#c' }, { label: '看戊 第 52 页', href: '#e' }]} /><SecretSentence text="底价由密钥保管方分持，成交前只公布是否达到。" /></Panel>
      <Panel title="拒绝时"><ProblemAlert problem={refusal} /></Panel>
      <Panel title="做一件事">
        <CommandButton label="发布公告" run={async () => undefined} done="已发布，回执已保存" />
        <CommandButton label="递交投标文件" kind="act" wide run={async () => undefined} />
        <CommandButton label="开始评标" disabledReason="还差 1 位评委签到（5 人中 4 人已到）" run={async () => undefined} />
        <button type="button" className="btn ghost" onClick={() => setSigning(true)}>签署投标函…</button>
      </Panel>
      <Panel title="进行中">
        <ProgressLine label="正在加密并上传 3 个文件" done={214} total={312} note="已安全保存 214 MB，断线后接着传" />
        <ProgressLine label="投标文件.pdf" done={1} total={1} state="done" />
        <ProgressLine label="图纸.zip" done={31} total={100} state="failed" note="连接中断，正在重新连接" />
        <FileDrop label="选择投标文件" hint="PDF，拖到这里或点击选择；在本机加密后才上传" multiple files={[{ name: '技术标.pdf', size: 18_400_000 }]} onFiles={() => undefined} />
      </Panel>
      <section className="card"><EmptyState title="还没有投标" text="看中一个项目，从它的页面开始编制。"><a className="btn ghost" href="/notices">去找项目</a></EmptyState></section>
      <div className="wide"><StepFlow start={1} saved="已自动保存 14:22:08" finish={<CommandButton label="签署并发布" run={async () => undefined} />} steps={[{ key: 'a', title: '项目', content: null }, { key: 'b', title: '标段', content: <p>每个标段一行：名称、范围、最高限价。至少有一个标段。</p> }, { key: 'c', title: '时间', missing: '先填完标段', content: null }, { key: 'd', title: '文件', content: null }, { key: 'e', title: '核对', content: null }]} /></div>
      <SignDialog open={signing} title="签署投标函" effect="签署后代表本单位承担投标责任，截止前可以撤回。" statement={[{ label: '项目', value: '赛罕区第三人民医院门诊综合楼施工（一标段）' }, { label: '投标报价', value: '¥98,640,000.00\n玖仟捌佰陆拾肆万元整' }, { label: '工期', value: '450 日历天' }, ...sampleStatement]} onCancel={() => setSigning(false)} onSign={async () => setSigning(false)} />
    </main>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className="card pad panel"><h2>{title}</h2>{children}</section>;
}

const place = document.querySelector('#root');
const scene = sceneOf(location.search);
const now = () => sampleNow;
if (place) {
  createRoot(place).render(
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      {scene === null ? <ServerTime now={now}><Gallery /></ServerTime> : <HallScene name={scene} />}
    </ConfigProvider>,
  );
}
