import { markup, type Markup } from './markup.ts';
import { formatBeijing, type Instant } from './time/instant.ts';

/** Where the canonical text of a document can be had and what it must come to. `sha256`: hex. */
export type Origin = { readonly sha256: string; readonly file: string; readonly at: Instant; readonly logIndex: number | null; readonly signedBy: string | null };

/** Paper proves nothing by itself: the text it was printed from does, and anyone who holds it can check that. `last`: the lines that close the section. */
export function verification({ sha256, file, at, logIndex, signedBy }: Origin, last: Markup): Markup {
  return markup`<h2>怎样核验</h2>
<dl>
  <dt>数据原文</dt><dd>${file}</dd>
  <dt>SHA-256</dt><dd><code>${sha256}</code></dd>
  <dt>发出时间</dt><dd>${formatBeijing(at)}（北京时间）</dd>
  ${signedBy === null ? '' : markup`<dt>电子签名</dt><dd>${signedBy}</dd>`}
  <dt>公开日志</dt><dd>${logIndex === null ? '待编入' : `第 ${logIndex} 号`}</dd>
</dl>
<ol>
  <li>在下载本件的页面下载数据原文 ${file}，计算它的 SHA-256，应当与上面逐字相同。</li>
  <li>在门户“公开日志”按上面的编号查到这一条，确认它没有被改动。</li>
  ${last}`;
}
