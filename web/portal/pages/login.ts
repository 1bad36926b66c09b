import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { assets, links } from '../links.ts';
import type { Chrome, LoginProps } from '../props.ts';

export function loginPage(chrome: Chrome, props: LoginProps): string {
  return layout(chrome, {
    title: '登录',
    script: assets.loginPage,
    body: html`<div class="wrap narrow login"><h1>登录</h1><p class="muted">公告、开标、结果不登录就能看。登录是为了办事。</p>
${props.people.length > 0 && demoWay(props)}<div class="ways">${certificateWay(props)}${passwordWay(props)}</div></div>`,
  });
}

/** The key never leaves the browser: the script signs the server's challenge. */
function certificateWay(props: LoginProps): Html {
  return html`<section class="card pad" aria-labelledby="by-key"><h2 id="by-key">数字证书</h2><p class="muted small">任一互认机构签发的证书都可以。密钥只在本机使用，不会上传。</p>${fault(props, 'certificate')}
<form id="certificate" data-next="${props.next}"><label class="drop"><b>密钥文件</b><span class="muted small" data-name>拖到这里，或点击选择（.ovookey）</span><input type="file" name="key" accept=".ovookey,application/json" required></label><label>密钥口令<input type="password" name="password" autocomplete="current-password" required></label><button class="btn wide">用证书登录</button><p role="status" class="small" data-state></p></form></section>`;
}

/** In the demonstration the one-time code is shown beside the form, as a phone would show it. */
function demoStaff({ staff }: LoginProps): Html | null {
  if (!staff) return null;
  return html`<div class="demo-staff" data-staff><p class="small"><span class="chip act">只在演示环境</span> ${staff.who}</p>
<dl class="parties"><dt>工号</dt><dd><code data-staff-login>${staff.login}</code></dd><dt>口令</dt><dd><code data-staff-password>${staff.password}</code></dd><dt>动态码</dt><dd><output class="code" data-staff-code>${staff.code}</output> <span class="small muted" data-staff-left>还有 ${staff.secondsLeft} 秒</span></dd></dl>
<button type="button" class="btn ghost" data-staff-fill hidden>填入</button></div>`;
}

function passwordWay(props: LoginProps): Html {
  return html`<section class="card pad" aria-labelledby="by-password"><h2 id="by-password">工作人员</h2><p class="muted small">中心、监督部门与运维人员：口令加动态码。</p>${fault(props, 'password')}${demoStaff(props)}
<form method="post" action="${links.login}/password"><input type="hidden" name="csrf" value="${props.csrf}"><input type="hidden" name="next" value="${props.next}"><label>工号<input name="account" autocomplete="username" required></label><label>口令<input type="password" name="password" autocomplete="current-password" required></label><label>六位动态码<input name="totp" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required></label><button class="btn wide">登录</button></form></section>`;
}

function demoWay(props: LoginProps): Html {
  return html`<section class="card" aria-labelledby="by-person"><div class="sec"><h2 id="by-person">演示人物</h2><span class="chip act">只在演示环境</span><span class="muted small">选一个人，以他的身份办事</span></div>
<div class="pad">${fault(props, 'demo')}<form class="search" action="${links.login}" role="search"><input type="hidden" name="next" value="${props.next}"><label class="sr" for="who">找人</label><input id="who" name="who" type="search" value="${props.query}" placeholder="姓名、单位或职责" data-filter="#people"><button class="btn ghost">查找</button></form></div>
<form method="post" action="${links.login}/demo" id="people"><input type="hidden" name="csrf" value="${props.csrf}"><input type="hidden" name="next" value="${props.next}">${props.people.map(
    (group) => html`<fieldset><legend>${group.role}</legend><div class="people">${group.people.map((person) => html`<button class="person" name="person" value="${person.id}"><b>${person.name}</b><span>${person.duty}</span><small>${person.organisation}</small></button>`)}</div></fieldset>`,
  )}</form></section>`;
}

function fault(props: LoginProps, way: 'demo' | 'certificate' | 'password'): Html | null {
  if (props.error?.way !== way) return null;
  return html`<div class="problem-box" role="alert"><h3>${props.error.title}</h3><p class="remedy">${props.error.remedy}</p></div>`;
}
