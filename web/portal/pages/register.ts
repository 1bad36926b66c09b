import { leagues } from '#kernel/divisions.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { assets, links } from '../links.ts';
import type { Chrome } from '../props.ts';

const kinds = [['enterprise', '企业（投标人）'], ['initiator', '招标人'], ['agency', '招标代理机构']] as const;

/** An organisation that holds a certificate registers itself, once, for the whole region. */
export function registerPage(chrome: Chrome): string {
  return layout(chrome, {
    title: '注册主体',
    script: assets.registerPage,
    body: html`<div class="wrap narrow register"><h1>注册主体</h1><p class="muted">一次登记，全区各交易中心通用。单位全称、代码和经办人从数字证书里读出，不用填，也不用审查。</p>
<p class="for-person"><b>农牧民、个人要竞买？</b> 不用营业执照，<a class="btn act" href="${links.registerPerson}">个人登记</a></p>
${chrome.demo && counter()}${certificate()}${registration()}
<p class="card pad small">中心、产权交易机构、拍卖企业、监督部门、认证机构由平台核实后登记，不在这里。已经登记的单位，<a href="${links.login}">直接登录</a>。</p>
<noscript><p class="card pad">签名在你的浏览器里完成，此页需要脚本。</p></noscript></div>`,
  });
}

/** Keys are made in the browser; the demonstration's authority sees the public halves only. */
function counter(): Html {
  return html`<section class="card pad" aria-labelledby="counter-title"><h2 id="counter-title">演示发证窗口 <span class="chip act">只在演示环境</span></h2>
<p class="muted small">还没有证书？在这里给一家虚构的单位领一张。密钥在本机生成，发证机构只看到公钥。</p>
<form id="counter" class="grid"><label>单位全称<input name="orgName" minlength="4" maxlength="60" required placeholder="如：乌兰察布晴川建设有限公司"></label><label>经办人姓名<input name="personName" minlength="2" maxlength="30" required></label>
<label>单位种类<select name="kind">${kinds.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></label><label>给密钥设一个口令（至少八位）<input type="password" name="password" minlength="8" autocomplete="new-password" required></label>
<div class="wide"><button class="btn ghost">领取演示证书</button> <span role="status" class="small" data-state></span></div></form></section>`;
}

function certificate(): Html {
  return html`<section class="card pad" aria-labelledby="certificate-title"><h2 id="certificate-title">1　读取数字证书</h2><p class="muted small">任一互认机构签发的证书都可以。密钥只在本机使用，不会上传。</p>
<form id="certificate" class="grid"><label class="drop"><b>密钥文件</b><span class="muted small" data-name>拖到这里，或点击选择（.ovookey）</span><input type="file" name="key" accept=".ovookey,application/json"></label><label>密钥口令<input type="password" name="password" autocomplete="current-password" required></label>
<div class="wide"><button class="btn">读取证书</button> <span role="status" class="small" data-state></span></div></form>
<dl class="parties" data-subject hidden></dl></section>`;
}

function registration(): Html {
  return html`<section class="card pad" aria-labelledby="registration-title"><h2 id="registration-title">2　填写登记信息</h2>
<form id="registration" class="grid"><fieldset disabled data-fields><label>单位种类<select name="kind">${kinds.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></label>
<label>所在地${areaField()}</label>
<label>法定代表人或负责人<input name="legalRepresentative" maxlength="50" required></label>
<label>基本账户开户银行（可以以后再填）<input name="bank" maxlength="100"></label><label>基本账户账号<input name="account" inputmode="numeric" pattern="[0-9]{6,32}" maxlength="32"></label>
<label class="wide tick"><input type="checkbox" name="truthful" required> 以上内容真实、准确，本单位对此负责。</label>
<div class="wide"><button class="btn act">签名并登记</button> <span role="status" class="small" data-state></span><p role="status" class="small muted" data-kept></p></div></fieldset></form></section>`;
}

/** Leagues with their banners and counties. */
export function areaField(): Html {
  return html`<select name="areaCode" required><option value="">请选择</option>${leagues().map((league) => html`<optgroup label="${league.name}"><option value="${league.code}">${league.name}（本级）</option>${league.areas.map((area) => html`<option value="${area.code}">${area.name}</option>`)}</optgroup>`)}</select>`;
}
