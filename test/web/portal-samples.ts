import { at, sampleDeadline, sampleEvents, sampleNow, sampleParties, sampleRules, sampleStages } from '../../web/ui/preview.samples.ts';
import { documentPage } from '../../web/portal/pages/document.ts';
import { institutionsPage } from '../../web/portal/pages/institutions.ts';
import { leaguePage } from '../../web/portal/pages/league.ts';
import { homePage } from '../../web/portal/pages/home.ts';
import { listPage } from '../../web/portal/pages/list.ts';
import { logPage } from '../../web/portal/pages/log.ts';
import { loginPage } from '../../web/portal/pages/login.ts';
import { noticePage } from '../../web/portal/pages/notice.ts';
import { openingsPage } from '../../web/portal/pages/openings.ts';
import { problemPage } from '../../web/portal/pages/problem.ts';
import { projectPage } from '../../web/portal/pages/project.ts';
import { rulesPage } from '../../web/portal/pages/rules.ts';
import { statusPage } from '../../web/portal/pages/status.ts';
import { verifyPage } from '../../web/portal/pages/verify.ts';
import type { Chrome, Filter, LogEntry, LogSummary, NoticeRow, OpeningRow, Tab } from '../../web/portal/props.ts';

/** Every page of the portal with invented props. `say` passes each text, so that a test can make all of them hostile. */
export function samplePages(say: (text: string) => string = (text) => text): Record<string, string> {
  const chrome: Chrome = { now: sampleNow, demo: true };
  const log: LogSummary = { origin: say('ovoo.nmg/2026'), size: 1204331, rootHash: say('kZ3u5Yx0c3BqQ0l1bW9wTGJyYVNhZkFqWk5hV2M2T9fQ='), cosignedBy: say('12 家盟市中心与 3 个部门共签') };
  return {
    home: homePage(chrome, { leagues, categories, statistics, tabs: tabsOf(['全部', '招标公告', '变更澄清', '结果公示', '合同履约'], say), notices: notices(say), openings: openings(say), log }),
    notices: listPage(chrome, { query: say('医院'), from: '2026-11-01', to: '', filters: filters(say), sorts: tabsOf(['最新', '最近截止'], say), tabs: tabsOf(['全部', '招标公告', '结果公示'], say), active: [{ label: say('呼和浩特市'), removeHref: say('/notices?q=a') }], clearHref: '/notices', total: 951, rows: notices(say), pages: { current: 3, count: 48, hrefOf: (page) => `/notices?page=${page}` }, csvHref: '/notices.csv' }),
    empty: listPage(chrome, { query: say('没有的'), from: '', to: '', filters: filters(say), sorts: [], tabs: [], active: [], clearHref: '/notices', total: 0, rows: [], pages: { current: 1, count: 0, hrefOf: () => '/' }, csvHref: '/notices.csv' }),
    project: projectPage({ ...chrome, user: { name: say('乌云'), organisation: say('北疆建设有限公司（演示）'), csrf: say('t') } }, project(say)),
    openings: openingsPage(chrome, { day: '2026-11-20', days: tabsOf(['昨天', '今天', '明天'], say), rows: openings(say), leagues: tabsOf(['全区', '呼和浩特', '阿拉善'], say) }),
    league: leaguePage(chrome, { name: say('呼和浩特市'), crumbs: [{ label: say('内蒙古自治区公共资源交易网'), href: '/' }], statistics, areas: [{ label: say('赛罕区'), href: say('/notices?area=150105') }], tabs: tabsOf(['全部', '招标公告'], say), rows: notices(say), pages: { current: 1, count: 2, hrefOf: (page) => `/leagues/150100?page=${page}` }, openings: openings(say), listHref: say('/notices?league=150100') }),
    institutions: institutionsPage(chrome, {
      duties: [{ title: say('行政监督部门'), does: say('监督本行业项目的全过程'), never: say('招标、投标'), article: say('办法 第五条') }],
      leagues: [{
        name: say('阿拉善盟'), href: say('/leagues/152900'), centre: { name: say('阿拉善盟公共资源交易中心'), open: true }, branches: [{ name: say('额济纳旗分中心'), open: false }], branchNote: say('属地管理'),
        places: [{ name: say('额济纳旗'), href: say('/notices?area=152923'), centre: say('额济纳旗分中心'), department: say('额济纳旗住房和城乡建设局'), article: say('第九条') }],
      }],
    }),
    document: documentPage(chrome, {
      title: say('赛罕区第三人民医院门诊综合楼施工 · 招标文件'), crumbs: [{ label: '首页', href: '/' }], version: say('第 2 版'), standard: say('房屋建筑施工招标文件'), documentHash: say('6b1f0c9a'), documents: [{ label: say('图纸'), href: say('/api/files/1') }], projectHref: say('/projects/p'),
      chapters: [{ id: 'notice', title: say('第一章 招标公告'), sections: [{ id: 'notice.1', title: say('招标条件'), paragraphs: [say('本项目已由主管部门批准建设。')] }, { id: 'notice.2', title: say('工期'), paragraphs: [say('四百五十日历天。')], deviation: { kind: say('改动'), runs: [{ kind: 'removed', text: say('四百二十日历天。') }, { kind: 'added', text: say('四百五十日历天。') }] } }] }],
      deviations: [{ sectionId: 'notice.2', title: say('工期'), kind: say('改动') }, { sectionId: null, title: say('踏勘'), kind: '删去' }], removed: [{ title: say('踏勘'), text: say('招标人不组织踏勘。') }],
    }),
    rules: rulesPage(chrome, { packs: tabsOf(['工程建设', '政府采购', '土地使用权', '矿业权'], say), title: say('工程建设 · 公开招标'), scope: say('全区'), validFrom: '2026-11-01', stages: sampleStages, groups: ['期限', '金额'].map((title) => ({ title: say(title), rows: sampleRules.map((rule, i) => ({ ...rule, key: `${title}.${i}`, label: say(rule.label), value: '' })) })) }),
    log: logPage(chrome, { log: { ...log, checkpointAt: at('2026-11-20 09:41:00'), checkpoint: say(`ovoo.nmg/2026\n1204331\n${log.rootHash}\n\n— ovoo.nmg/2026 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4UOREB7wRRuBK1Mjl1a\n— 赤峰中心 h8Jm1X…`) }, cosigners: cosigners(say), query: '1204331', entry: entry(say, 1204331), latest: [4, 3, 2, 1].map((i) => entry(say, 1204327 + i)) }),
    verify: verifyPage(chrome, { trustHref: '/trust.json', cliHref: '/verifier' }),
    login: loginPage(chrome, { next: say('/desk'), csrf: say('t'), query: '', people: people(say), error: { title: say('动态码不对'), remedy: say('请看手机上最新的六位数再试。'), way: 'password' } }),
    notice: noticePage(chrome, notice(say)),
    problem: problemPage(chrome, { status: 404, title: say('没有找到这个项目'), detail: say('地址里的编号不存在。'), remedy: say('请核对编号，或在交易信息里搜索项目名称。'), got: say('A01-0000'), want: say('统一交易标识码，如 A01-1215…-7'), article: say('管理办法 第二十八条'), traceId: say('9f2c'), actions: [{ label: say('去搜索'), href: '/notices' }, { label: '回首页', href: '/' }] }),
    status: statusPage({ ...chrome, banner: { text: say('09:12 起呼和浩特节点中断，所有截止时间将顺延。'), tone: 'bad', link: { label: '详情', href: '/status' } } }, status(say)),
  };
}

type Say = (text: string) => string;

function tabsOf(labels: readonly string[], say: Say): Tab[] {
  return labels.map((label, i) => ({ label: say(label), href: say(`/notices?kind=${i}`), current: i === 0, ...(i > 0 ? { count: 7 * i } : {}) }));
}

const leagues = ([['150700', '呼伦贝尔', 58], ['152500', '锡林郭勒', 63], ['152200', '兴安', 31], ['152900', '阿拉善', 22], ['150800', '巴彦淖尔', 47], ['150200', '包头', 118], ['150100', '呼和浩特', 203], ['150900', '乌兰察布', 66], ['150400', '赤峰', 97], ['150500', '通辽', 71], ['150300', '乌海', 18], ['150600', '鄂尔多斯', 157]] as const).map(([code, name, count]) => ({ code, name, count, href: `/notices?league=${code}` }));
const categories = ([['工程建设', 312], ['政府采购', 486], ['土地使用权', 41], ['矿业权', 9], ['国有产权', 77], ['农村牧区产权', 58], ['水权', 6], ['林权', 13], ['环境权', 4], ['数据资源', 3]] as const).map(([label, count]) => ({ label, count, href: '/notices?category=x' }));
const statistics = ([['951', '正在进行的标段（标的）'], ['14', '今日开标'], ['¥ 1,286.4 亿', '本年成交'], ['11.7 %', '平均节约（溢价另计）'], ['0', '本年因系统故障顺延']] as const).map(([value, label]) => ({ value, label }));

function notices(say: Say): NoticeRow[] {
  const rows: readonly Omit<NoticeRow, 'href'>[] = [
    { kind: { label: '招标公告', tone: 'sky' }, title: '赛罕区第三人民医院门诊综合楼施工（两个标段）', place: '呼和浩特市 · 赛罕区', category: '工程建设 / 房屋建筑', facts: ['最高限价 ¥ 1.38 亿'], publishedAt: at('2026-11-18 09:00'), next: { label: '距投标截止', at: at('2026-12-11 09:00') }, evidence: { index: 1204331, href: '/log?index=1204331' } },
    { kind: { label: '挂牌', tone: 'act' }, title: '阿拉善左旗 2026-17 号工业用地国有建设用地使用权', place: '阿拉善盟 · 阿拉善左旗', category: '土地使用权 / 挂牌', facts: ['起始价 ¥ 2,160 万'], publishedAt: at('2026-11-10 09:00'), next: { label: '限时竞价', at: at('2026-11-20 15:00') }, evidence: { index: 1204207 } },
    { kind: { label: '澄清', tone: 'plain' }, title: '锡林郭勒盟智慧牧区卫星遥感服务采购 · 第 2 号澄清', place: '锡林郭勒盟本级', category: '政府采购 / 竞争性磋商', facts: ['预算 ¥ 640 万'], publishedAt: at('2026-11-20 08:30'), next: { label: '截止顺延至', text: '12 月 8 日' }, evidence: { index: 1204118 } },
    { kind: { label: '结果公示', tone: 'ok' }, title: '包头市昆都仑区老旧小区供热管网改造工程中标候选人公示', place: '包头市 · 昆都仑区', category: '工程建设 / 市政', facts: ['第一候选人 ¥ 4,872.6 万'], publishedAt: at('2026-11-19 17:00'), next: { label: '公示至', text: '11-23 24:00' }, evidence: { index: 1203960 } },
    { kind: { label: '成交', tone: 'plain' }, title: '通辽市科尔沁区两宗农村集体经营性资产五年租赁权', place: '通辽市 · 科尔沁区', category: '产权 / 网络竞价', facts: ['成交 ¥ 86.4 万 / 年', '溢价 38.2 %'], publishedAt: at('2026-11-19 15:20'), evidence: {} },
  ];
  return rows.map((row, i) => ({ ...row, href: say(`/notices/n${i}`), title: say(row.title), place: say(row.place), category: say(row.category), facts: row.facts.map(say), kind: { ...row.kind, label: say(row.kind.label) } }));
}

function openings(say: Say): OpeningRow[] {
  const rows: readonly Omit<OpeningRow, 'href'>[] = [
    { at: at('2026-11-20 09:30'), title: '呼和浩特市快速路三期监理', kind: '不见面开标', place: '呼和浩特市', room: '开标一室', status: { label: '直播中', tone: 'bad', live: true }, detail: '解密中 11 / 11', watchHref: '/halls/1' },
    { at: at('2026-11-20 10:00'), title: '科右前旗人民医院 CT 采购', kind: '不见面开标', place: '兴安盟', status: { label: '18 分后', tone: 'act' } },
    { at: at('2026-11-20 14:30'), title: '四子王旗铁矿详查探矿权', kind: '拍卖', place: '乌兰察布市', status: { label: '待开始', tone: 'plain' } },
    { at: at('2026-11-20 15:00'), title: '阿左旗 2026-17 号地', kind: '限时竞价', place: '阿拉善盟', status: { label: '待开始', tone: 'plain' } },
  ];
  return rows.map((row) => ({ ...row, title: say(row.title), href: say('/projects/p'), kind: say(row.kind), place: say(row.place), status: { ...row.status, label: say(row.status.label) } }));
}

function filters(say: Say): Filter[] {
  return [['region', '盟市', '全区'], ['banner', '旗县', '全部'], ['category', '品类', '全部'], ['stage', '阶段', '全部']].map(([name = '', label = '', all = '']) => ({ name, label: say(label), options: [{ value: '', label: all, selected: true }, { value: say('x'), label: say('呼和浩特市'), count: 203, selected: false }] }));
}

function project(say: Say): Parameters<typeof projectPage>[1] {
  return {
    title: say('赛罕区第三人民医院门诊综合楼施工'),
    crumbs: [{ label: '首页', href: '/' }, { label: say('工程建设'), href: say('/notices?category=a') }, { label: say('呼和浩特市 · 赛罕区'), href: '/notices' }],
    chips: [{ label: say('公开招标'), tone: 'sky' }, { label: '综合评估法', tone: 'sky' }, { label: '2 个标段', tone: 'plain' }],
    code: { label: say('统一交易标识码'), value: say('A01-121500004600236091-20261118-000217-7'), provisional: true },
    department: say('赛罕区住房和城乡建设局'), stages: sampleStages.map((stage) => ({ ...stage, label: say(stage.label), note: say(stage.note) })), tabs: tabsOf(['全部', '公告', '澄清', '异议'], say),
    events: sampleEvents.map((event) => ({ ...event, title: say(event.title), id: say(event.id), ...(event.text ? { text: say(event.text) } : {}), documents: (event.documents ?? []).map((file) => ({ label: say(file.label), href: say(file.href) })), changes: (event.changes ?? []).map((change) => ({ where: say(change.where), before: say(change.before), after: say(change.after) })) })),
    deadline: { ...sampleDeadline, label: say(sampleDeadline.label), action: { label: say('编制投标文件'), href: say('/desk/bids') } },
    rules: sampleRules.map((rule) => ({ ...rule, label: say(rule.label), article: say(rule.article), articleHref: say('/rules') })),
    parties: sampleParties.map((party) => ({ ...party, role: say(party.role), names: party.names.map(say) })),
    lotsTitle: say('标段与结果'),
    lots: [
      { name: say('一标段 · 土建与安装'), scope: say('地上 6 层、地下 1 层，建筑面积 21,400 平方米。'), priceLabel: '最高限价', priceFen: '9864000000', status: { label: '公示', tone: 'act' }, facts: [say('工期 420 日历天')], result: say('中标人：北疆建设有限公司'), candidates: [{ rank: 1, name: say('北疆建设有限公司'), priceFen: '9864000000', score: say('92.41'), manager: say('王工'), won: true }] },
      { name: '二标段 · 医用气体', scope: '中心供氧、负压吸引与配套管道。', priceLabel: '最高限价', priceFen: '3978000000', status: { label: '招标失败', tone: 'bad' }, facts: [], failure: say('投标人少于法定数量。'), candidates: [] },
    ],
    documents: [{ label: say('招标文件'), href: say('/files/2'), detail: say('8 章') }, { label: '工程量清单', href: '/files/4', detail: 'XML' }, { label: '图纸', href: '/files/3', detail: '312 MB' }],
    bundles: [{ label: say('一标段'), href: say('/api/bundles/p-1') }],
  };
}

function cosigners(say: Say): Parameters<typeof logPage>[1]['cosigners'] {
  return ['呼和浩特中心', '赤峰中心', '阿拉善盟中心', '自治区住建厅'].map((name, i) => ({ name: say(name), kind: say(i < 3 ? '盟市中心' : '监督部门'), keyHash: say('c1f0a3d2'), ...(i < 3 ? { signedAt: sampleNow, size: 1204331 } : {}) }));
}

function entry(say: Say, index: number): LogEntry {
  return { index, leafHash: say('f3a9c1d0e4b82276a1c04fd9b7e2ac55d07c6be1a8f0c3d9921e64ab705cd318'), ...(index % 3 === 0 ? {} : { title: say('第 2 号变更公告：计划工期'), at: sampleNow, projectHref: say('/projects/p') }), proofHref: say('/log/proof') };
}

function people(say: Say): Parameters<typeof loginPage>[1]['people'] {
  const groups = [['招标人与代理', '项目经办人', ['乌云', '李志强', '萨仁']], ['投标人', '投标经办人', ['巴图', '王海燕', '陈晓东', '其其格']], ['评标专家', '评标专家', ['苏日娜', '赵国栋', '刘芳']], ['交易中心', '见证人员', ['格日勒', '孙伟']], ['监督部门', '监督人员', ['那仁', '周敏']]] as const;
  return groups.map(([role, duty, names]) => ({ role: say(role), people: names.map((name) => ({ id: say(name), name: say(name), organisation: say('赛罕区卫生健康委员会（演示）'), duty: say(duty) })) }));
}

function notice(say: Say): Parameters<typeof noticePage>[1] {
  return {
    title: say('赛罕区第三人民医院门诊综合楼施工招标公告'), kind: { label: say('招标公告'), tone: 'sky' }, crumbs: [{ label: '首页', href: '/' }, { label: '交易信息', href: '/notices' }],
    publishedAt: at('2026-11-18 09:00'), publisher: say('赛罕区卫生健康委员会（演示）'), project: { label: say('看这个项目的全过程'), href: say('/projects/p') }, codeLabel: say('统一交易标识码'), code: say('A01-121500004600236091-20261118-000217-7'), media: ['内蒙古自治区公共资源交易网', '呼和浩特市公共资源交易网'].map((label) => ({ label: say(label), href: say('/leagues/150100') })),
    sections: [
      { heading: say('一、招标条件'), paragraphs: [say('本项目已由赛罕区发展和改革委员会批准建设，资金来自财政预算，资金已落实。')] },
      { heading: '二、标段', paragraphs: [say('共两个标段，可以投其中一个或两个。')], table: { head: ['标段', '范围', '最高限价'], rows: [[say('一'), '土建与安装', '¥ 98,640,000.00'], ['二', '医用气体', '¥ 39,780,000.00']], numeric: [2] }, changes: [{ where: say('第三章 2.4'), before: say('420 日历天'), after: say('450 日历天'), consequence: say('投标截止不变') }] },
      { heading: '三、时间', paragraphs: ['投标截止与开标：2026-12-11 09:00:00 北京时间。开标不见面，到时自动开启。'] },
    ],
    documents: [{ label: say('招标文件'), href: say('/files/2'), detail: '8 章' }], versions: tabsOf(['第 2 版（现行）', '第 1 版'], say).map((tab) => ({ ...tab, at: sampleNow })), evidence: { index: 1203104, href: say('/log?index=1203104') }, contentHash: say('6b1f0c9a4e77d2358a90cc1dfe02b7a4935c8e6610dbb0f7a2d94c5e81f3a06b'),
  };
}

function status(say: Say): Parameters<typeof statusPage>[1] {
  return {
    overall: { label: say('正常'), tone: 'ok' },
    parts: [['门户与查询', '正常'], ['递交与报价', '正常'], ['公开日志', '最近检查点 7 秒前']].map(([name = '', detail = '']) => ({ name: say(name), detail: say(detail), status: { label: '正常', tone: 'ok' as const } })),
    outages: [{ from: at('2026-10-12 09:12:04'), to: at('2026-10-12 09:31:40'), text: say('数据库主机断电，切换到备机。'), extended: say('当天 3 个项目的截止时间顺延 20 分钟。'), evidence: { index: 988120, href: say('/log?index=988120') } }],
  };
}
