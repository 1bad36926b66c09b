import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { assets, links } from '../links.ts';
import type { Chrome, VerifyProps } from '../props.ts';

/** Verification happens in the reader's own browser; nothing is uploaded. */
export function verifyPage(chrome: Chrome, props: VerifyProps): string {
  return layout(chrome, {
    title: '自己验证一个项目',
    section: links.verify,
    script: assets.verifyPage,
    body: html`<div class="wrap narrow"><h1>自己验证一个项目</h1><p class="muted">全部计算在你的电脑上完成，文件不会上传。可以先断网再打开文件。</p>
<form class="card pad verify" id="verify" data-verifier="${assets.verifier}">
<label class="drop"><b>1　项目的证据包，或一次报价的回执</b><span class="muted small" data-name>把文件拖到这里，或点击选择（.json）</span><input type="file" name="bundle" accept=".json,application/json" required></label>
<label class="drop"><b>2　信任根</b><span class="muted small" data-name>日志与共签方的公钥；最好从本站以外取得（.json）</span><input type="file" name="trust" accept=".json,application/json" required></label>
<button class="btn wide">开始验证</button>
<div id="verdict" role="status" aria-live="polite"></div><ol id="steps" class="checks"></ol><dl id="fingerprints" class="fingerprints" aria-label="所用密钥的指纹"></dl></form>
<section class="card pad"><h2>需要的文件</h2><p>${props.bundleHref ? html`<a href="${props.bundleHref}">这个项目的证据包</a> · ` : '证据包在每个项目页的“文件”里 · '}<a href="${props.trustHref}">信任根</a> · <a href="${props.cliHref}">离线命令行工具</a></p>
<p class="muted small">信任根从本站下载时，只能证明前后一致；与你所在盟市中心或监督部门公布的对一遍，才能证明没有换过。</p></section>
<noscript><p class="card pad">此页需要脚本来计算。没有脚本时，请用离线命令行工具。</p></noscript></div>`,
  });
}
