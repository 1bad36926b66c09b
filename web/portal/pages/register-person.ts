import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { assets, links } from '../links.ts';
import type { Chrome } from '../props.ts';
import { areaField } from './register.ts';

/** A natural person registers itself from a phone: one form, large, in plain words. */
export function registerPersonPage(chrome: Chrome): string {
  return layout(chrome, {
    title: '个人登记',
    script: assets.registerPersonPage,
    body: html`<div class="wrap narrow register alone"><h1>个人登记</h1><p class="lead">农牧民和其他个人在这里登记一次，就能竞买土地、草场经营权、设备、车辆。全区通用，不收费，不用跑窗口。</p>
<form id="person" class="card pad">
<label>姓名<input name="name" minlength="2" maxlength="30" autocomplete="name" required></label>
<label>身份证号<input name="number" maxlength="18" autocomplete="off" autocapitalize="characters" spellcheck="false" required><span class="small" role="status" data-number>18 位，照身份证填；末位是 X 的也照填</span></label>
<label>手机号<input name="phone" inputmode="tel" maxlength="11" pattern="1[3-9][0-9]{9}" autocomplete="tel-national" required></label>
<label>住在哪里${areaField()}</label>
${chrome.demo ? newKey() : ownKey(true)}
<label class="tick"><input type="checkbox" name="keep" checked> 把证书留在这部手机上，下次只输口令（证书有口令锁着；不是自己的手机请去掉）</label>
<label class="tick"><input type="checkbox" name="consent" required> 我单独同意平台为确认竞买资格使用我的身份证号和手机号。</label>
<label class="tick"><input type="checkbox" name="truthful" required> 以上是我本人的真实信息。</label>
<button class="btn act wide">签名并登记</button><p role="status" data-state></p>
<div class="secret"><span>身份证号和手机号加锁保存，公告、大厅、日志里都没有。只有你申请竞买时，出让、转让的一方和它的监督部门能看到，用来确认资格。</span></div>
</form>
<p class="card pad">公司、合作社、事业单位请到<a href="${links.register}">单位登记</a>。登记过的<a href="${links.login}">直接登录</a>。不会用手机的，可以请家人帮忙，或到旗县交易中心窗口办理，口令自己输。</p>
<noscript><p class="card pad">签名在你的手机里完成，此页需要脚本。</p></noscript></div>`,
  });
}

/** The demonstration's authority issues at once; the keys are made in this browser. */
function newKey(): Html {
  return html`<label>给证书设一个口令<input type="password" name="password" minlength="8" autocomplete="new-password" required><span class="small">至少八位，自己记住；报价、签名时要输</span></label>
<p class="small"><span class="chip act">只在演示环境</span> 证书当场由演示发证机构发给你。</p><details><summary>我已经有数字证书</summary>${ownKey(false)}</details>`;
}

function ownKey(isRequired: boolean): Html {
  return html`<label class="drop"><b>数字证书（密钥文件）</b><span class="muted small" data-name>点这里选择（.ovookey）</span><input type="file" name="key" accept=".ovookey,application/json"${isRequired ? html` required` : null}></label>${isRequired ? html`<label>证书口令<input type="password" name="password" autocomplete="current-password" required></label>` : null}`;
}
