import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatBeijing } from '#kernel/time/instant.ts';
import type { Archive, Manifest } from '#service/archive/archive.types.ts';
import { streamTitleOf, titleOf } from '#service/witness/titles.ts';
import { typeOfStream } from '#kernel/decider.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { get } from '../../api.ts';
import { SignAct } from '../award/sign-act.tsx';
import './archive.css';

type View = { readonly archive: Archive; readonly manifest: Manifest; readonly can: readonly string[] };
type Check = { readonly files: number; readonly events: number; readonly faults: readonly { readonly what: string; readonly name: string }[] };

/** One archive: what is in it, who has taken it, and a button that reads everything again. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data, error } = useQuery({ queryKey: ['archive', lotId], queryFn: ({ signal }) => get<View>(`/api/lots/${lotId}/archive`, signal) });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  const { archive, manifest } = data;
  return (
    <>
      <p className="small"><Link to="/desk/archives">交易档案</Link></p>
      <h1>{manifest.tenderName}</h1>
      <p className="muted">{manifest.lotName} · {manifest.of === 'sale' ? '公告编号' : '统一交易标识码'} {manifest.transactionCode}</p>
      <div className="r-grid">
        <div>
          <section className="card">
            <div className="sec"><h2>文件</h2><Chip label={`${manifest.files.length} 件`} tone="plain" /></div>
            {manifest.files.length === 0 && <p className="r-line muted">没有附件；全部内容在记录里。</p>}
            {manifest.files.map((file) => <p className="r-line" key={file.sha256}><a href={`/api/files/${file.sha256}`}>{file.name}</a><span className="muted small">{formatBytes(file.sizeBytes)}</span><code className="small">{file.sha256.slice(0, 16)}…</code></p>)}
          </section>
          {manifest.of !== 'sale' && <Bids manifest={manifest} />}
          <section className="card">
            <div className="sec"><h2>记录</h2><Chip label={`${manifest.events.length} 条`} tone="plain" /></div>
            <div className="r-events" role="region" aria-label="记录" tabIndex={0}>
              {manifest.events.map((event) => <p className="r-line" key={`${event.stream}@${event.version}`}><span className="muted small">{formatBeijing(event.at).slice(0, 16)}</span><b>{titleOf(event.kind, typeOfStream(event.stream))}</b><span className="muted small">{streamTitleOf(typeOfStream(event.stream))}</span><EvidenceBadge index={event.logIndex} href={`/log?index=${event.logIndex}`} /></p>)}
            </div>
          </section>
        </div>
        <aside><Holding data={data} lotId={lotId} /><Recheck archive={archive} /></aside>
      </div>
    </>
  );
}

const outcomes = { opened: '已开标', revoked: '视为撤销', withdrawn: '视为撤回', sealed: '没有开启' } as const;

/** What was handed in, as it was sealed and as it was opened. Of a lot with too few bidders there is none: nobody learns who had responded. */
function Bids({ manifest: { bids, report } }: { readonly manifest: Manifest }) {
  return (
    <section className="card">
      <div className="sec"><h2>投标文件和评标报告</h2><Chip label={`${bids.length} 家`} tone="plain" /></div>
      {bids.length === 0 && <p className="r-line muted">没有开启过投标文件。</p>}
      {bids.map(({ bidderId, bidderName, outcome, objects }) => (
        <p className="r-line" key={bidderId}><b>{bidderName}</b><span className="muted small">{objects.length} 件，{formatBytes(objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))}</span><Chip label={outcomes[outcome]} tone={outcome === 'opened' ? 'ok' : 'plain'} /></p>
      ))}
      {report && <p className="r-line"><b>评标报告</b><code className="small">{report.reportHash.slice(0, 16)}…</code></p>}
      <p className="r-line muted small">都在档案包里：开启过的有解密后的原文，另附递交时的密文。</p>
    </section>
  );
}

function Holding({ data: { archive, manifest, can }, lotId }: { readonly data: View; readonly lotId: string }) {
  const act = can[0];
  const sides = [{ side: 'centre', name: manifest.centre }, { side: 'initiator', name: manifest.initiator }] as const;
  return (
    <section className="card r-side">
      <h2>归档</h2>
      <p className="small">保存 {archive.retainYears} 年，至 {archive.retainUntil} <span className="chip act">年限待核实</span></p>
      <ul>{sides.map(({ side, name }) => {
        const taken = archive.accepted.find((each) => each.side === side);
        return <li key={side}><b>{name}</b><br /><span className={`small ${taken ? 'ok' : 'muted'}`}>{taken ? `✓ ${formatBeijing(taken.at).slice(0, 16)} 接收` : '待接收'}</span></li>;
      })}</ul>
      <p className="small muted">清单摘要 <code>{archive.manifestSha256}</code></p>
      {act && <SignAct label="签署接收" kind="act" act={act} lotId={lotId} content={{ manifestSha256: archive.manifestSha256 }} body={{ manifestSha256: archive.manifestSha256 }} title="接收档案" effect="签署后由本单位按年限保存。" lines={[{ label: '项目', value: `${manifest.tenderName} ${manifest.lotName}` }, { label: '内容', value: `${archive.files} 件文件、${archive.events} 条记录` }, { label: '清单摘要', value: archive.manifestSha256 }]} />}
      <a className="btn ghost wide" href={`/api/lots/${lotId}/archive/package.zip`}>下载档案包（ZIP）</a>
    </section>
  );
}

function Recheck({ archive }: { readonly archive: Archive }) {
  const [check, setCheck] = useState<Check | null>(null);
  return (
    <section className="card r-side">
      <h2>完整性</h2>
      <p className="small muted">把每个文件、每条记录重新读一遍，与编制时的摘要和公开日志里的承诺对照。</p>
      <CommandButton label="重新校验" kind="ghost" wide run={async () => setCheck(await get<Check>(`/api/lots/${archive.lotId}/archive/check`))} />
      {check && check.faults.length === 0 && <p className="done-note" role="status">完好：{check.files} 件文件、{check.events} 条记录全部相符</p>}
      {check && check.faults.map((fault) => <p className="r-fault" role="alert" key={fault.name}><b>{fault.what}</b>　{fault.name}</p>)}
    </section>
  );
}
