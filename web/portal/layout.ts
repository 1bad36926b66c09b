import { formatBeijing } from '#kernel/time/instant.ts';
import { html, type Html } from './html.ts';
import { assets, links } from './links.ts';
import { cairn } from './parts.ts';
import type { Chrome } from './props.ts';

export type Layout = {
  readonly title: string;
  readonly description?: string;
  /** Address of the navigation entry this page stands under. */
  readonly section?: string;
  /** Script of this page alone, as a module. */
  readonly script?: string;
  /** Style sheet of this page alone. */
  readonly style?: string;
  /** A page that changes by itself is read again after this, where no script keeps it. */
  readonly refreshSeconds?: number;
  readonly body: Html;
};

const navigation = [
  { label: '首页', href: links.home },
  { label: '交易信息', href: links.notices },
  { label: '开标与竞价', href: links.openings },
  { label: '规则与指南', href: links.rules },
  { label: '公开日志', href: links.log },
  { label: '自己验证', href: links.verify },
] as const;

/** A whole page of the portal, ready to send. */
export function layout(chrome: Chrome, page: Layout): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${page.title}${page.section === links.home ? '' : ' · 内蒙古自治区公共资源交易网'}</title>
${page.description && html`<meta name="description" content="${page.description}">`}
<meta name="theme-color" content="#0c3355"><meta name="server-now" content="${chrome.now}">
<link rel="stylesheet" href="${assets.style}"><link rel="stylesheet" href="${assets.fonts}">${page.style && html`<link rel="stylesheet" href="${page.style}">`}
${page.refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${page.refreshSeconds}"></noscript>`}<script type="module" src="${assets.script}"></script>${page.script && html`<script type="module" src="${page.script}"></script>`}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${utilityBar(chrome)}
${chrome.banner && html`<div class="banner ${chrome.banner.tone}" role="status"><div class="wrap">${chrome.banner.text}${chrome.banner.link && html` <a href="${chrome.banner.link.href}">${chrome.banner.link.label}</a>`}</div></div>`}
${header(page.section)}
<main id="main" tabindex="-1">${page.body}</main>
${footer(chrome)}${chrome.demo && demoBar()}
</body></html>`.toString();
}

function utilityBar(chrome: Chrome): Html {
  const user = chrome.user
    ? html`<a class="user" href="${links.desk}"><b>${chrome.user.name}<span class="wide-only"> · ${chrome.user.organisation}</span></b>&nbsp;· 工作台</a><form method="post" action="${links.logout}"><input type="hidden" name="csrf" value="${chrome.user.csrf}"><button class="plain">退出</button></form>`
    : html`<a href="${links.login}">登录</a><a class="strong" href="${links.register}">注册主体</a>`;
  return html`<div class="util night no-print"><div class="wrap">${chrome.demo && html`<span class="demo" title="全部数据为演示数据">演示环境</span>`}<span class="server-time"><span class="wide-only">北京时间 </span><b data-clock>${formatBeijing(chrome.now)}</b></span><span class="space"></span>${user}</div></div>`;
}

function header(section: string | undefined): Html {
  return html`<header class="head"><div class="wrap"><a class="brand" href="${links.home}">${cairn(44)}<span><b>内蒙古自治区公共资源交易网</b><small>全区一张网 · 自治区公共资源交易中心主办</small></span></a>
<nav class="nav no-print" aria-label="主导航">${navigation.map((item) => html`<a href="${item.href}"${item.href === section ? html` aria-current="page"` : ''}>${item.label}</a>`)}</nav></div></header>`;
}

/** The demonstration's clock, other people and the tour. Without script: where to change person, and no more. */
function demoBar(): Html {
  return html`<section class="demo-bar no-print" data-demo-bar aria-label="演示环境"><div class="wrap"><b>演示环境</b><span class="small" data-demo-reading>时间可以往前拨，人可以换着当。</span>
<span class="demo-steps" data-demo-steps hidden><button type="button" data-step="hour">前进一小时</button><button type="button" data-step="day">前进一天</button><button type="button" data-step="next">到下一个期限</button></span>
<a href="${links.login}">换一个人</a><button type="button" data-demo-tour hidden>导览：跟一个项目走一遍</button><p class="small" role="status" data-demo-said></p></div></section>`;
}

function footer(chrome: Chrome): Html {
  return html`<footer class="foot"><div class="wrap"><div><b>主办：内蒙古自治区公共资源交易中心</b><p>交易中心只提供服务，不审批、不备案、不监管、不处罚。每一步写入公开日志，任何人可以核对。</p></div>
<nav class="no-print" aria-label="页脚"><a href="${links.rules}">规则与依据</a><a href="${links.institutions}">平台上的机构</a><a href="${links.log}">公开日志</a><a href="${links.verify}">自己验证</a><a href="${links.status}">运行状态</a></nav>
<p class="small">${chrome.demo && '演示环境，数据均为虚构。'}页面生成于 ${formatBeijing(chrome.now)} 北京时间</p></div></footer>`;
}
