import { formatBeijing } from '#kernel/time/instant.ts';
import { formatIndex } from '../../ui/format.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { moment } from '../parts.ts';
import type { Chrome, LogEntry, LogProps } from '../props.ts';

export function logPage(chrome: Chrome, props: LogProps): string {
  return layout(chrome, {
    title: '公开日志',
    section: links.log,
    body: html`<div class="wrap list-page"><h1>公开日志</h1><p class="muted">平台上发生的每一件事按先后写成一条，只能追加，不能改动。改一个字，后面所有的签名都会对不上。</p>
<div class="cols with-side"><div class="mainly">
<section class="card" aria-labelledby="lookup"><div class="sec"><h2 id="lookup">按编号查一条</h2></div><div class="pad"><form class="search" action="${links.log}"><label class="sr" for="index">日志编号</label><input id="index" name="index" inputmode="numeric" pattern="[0-9 ]*" value="${props.query}" placeholder="0 到 ${props.log.size - 1}"><button class="btn">查找</button></form></div>
${props.entry && entryView(props.entry)}${props.missing && html`<p class="pad" role="status">${props.missing}</p>`}</section>
<section class="card" aria-labelledby="latest"><div class="sec"><h2 id="latest">最近公开</h2></div><ol class="log-rows">${props.latest.map(entryRow)}</ol></section></div>
<aside class="side">${checkpoint(props)}${cosigners(props)}${howTo()}</aside></div></div>`,
  });
}

function entryView(entry: LogEntry): Html {
  return html`<dl class="parties entry"><dt>编号</dt><dd>№ ${formatIndex(entry.index)}</dd><dt>内容</dt><dd>${titleOf(entry)}</dd>${entry.at !== undefined && html`<dt>时间</dt><dd>${moment(entry.at)}</dd>`}<dt>叶哈希</dt><dd><code>${entry.leafHash}</code></dd>${entry.proofHref && html`<dt>证明</dt><dd><a href="${entry.proofHref}">下载包含证明</a></dd>`}</dl>`;
}

function entryRow(entry: LogEntry): Html {
  return html`<li><a class="badge" href="${links.logEntry(entry.index)}"><i></i>№ ${formatIndex(entry.index)}</a><span>${titleOf(entry)}</span><code>${entry.leafHash.slice(0, 16)}…</code></li>`;
}

function titleOf(entry: LogEntry): Html {
  if (entry.title === undefined) return html`<span class="muted">没有对应的公告：内容不公开或未到公开时间，或是掩护条目</span>`;
  return entry.projectHref ? html`<a href="${entry.projectHref}">${entry.title}</a>` : html`${entry.title}`;
}

function checkpoint(props: LogProps): Html {
  return html`<section class="log-card night" aria-labelledby="checkpoint"><h2 id="checkpoint">最新检查点</h2><span class="small">机器时间 ${formatBeijing(props.log.checkpointAt)} · 共 ${formatIndex(props.log.size)} 条</span><pre>${props.log.checkpoint}</pre></section>`;
}

function cosigners(props: LogProps): Html {
  return html`<section class="card" aria-labelledby="cosigners"><div class="sec"><h2 id="cosigners">共签方</h2><span class="more muted">${props.log.cosignedBy}</span></div><ul class="cosigners">${props.cosigners.map(
    (signer) => html`<li><b>${signer.name}</b><span class="chip ${signer.signedAt === undefined ? 'plain' : 'ok'}">${signer.signedAt === undefined ? '尚未签' : `签至 ${formatIndex(signer.size ?? 0)}`}</span><span class="muted small">${signer.kind} · <code>${signer.keyHash}</code></span></li>`,
  )}</ul></section>`;
}

function howTo(): Html {
  return html`<section class="card" aria-labelledby="how"><div class="sec"><h2 id="how">怎样自己核对</h2></div><ol class="how pad"><li>从别处取得信任根：日志公钥与共签方公钥，不要只信本站给的。</li><li>下载一个项目的证据包。</li><li>在<a href="${links.verify}">验证页</a>打开，或用离线的命令行工具。断网也能算。</li><li>对不上的，工具会指出是哪一条。</li></ol></section>`;
}
