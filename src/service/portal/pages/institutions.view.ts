import { area, leagues, regionCode, type League } from '#kernel/divisions.ts';
import { branchArticle, branchesOf, getCentre, type Centre } from '#rules/catalogue/centres.ts';
import { supervisorFor } from '#rules/catalogue/departments.ts';
import { routeOf } from '#rules/catalogue/routing.ts';
import { links } from '../../../../web/portal/links.ts';
import type { InstitutionDuty, InstitutionLeague, InstitutionPlace, InstitutionsProps } from '../../../../web/portal/props.ts';
import { hrefOf, wholeList } from '../portal.query.ts';

/** 办法 第四至七、四十八、五十三条. What a line says is what the roles allow (`#kernel/roles.ts`): no centre has a command that decides. */
const duties: readonly InstitutionDuty[] = [
  { title: '综合管理机构（自治区公共资源交易中心）', does: '管理全区统一的平台、规则、专家库和主体库，汇集和公开数据，指导各级平台；自治区本级项目的服务', never: '审批、备案、监督、处罚；看到开标前的投标文件', article: '内蒙古自治区公共资源交易管理办法 第六条' },
  { title: '运行服务机构（盟市交易中心及其分支机构）', does: '本地项目的场地、见证、专家抽取终端、档案和保证金退还', never: '审批、备案、监督、处罚；办理别处的项目', article: '内蒙古自治区公共资源交易管理办法 第七条' },
  { title: '行政监督部门', does: '监督本行业项目的全过程，责令暂停和恢复，查看评标材料', never: '招标、投标、评标、见证；保管投标文件的密钥', article: '内蒙古自治区公共资源交易管理办法 第五条' },
  { title: '公共资源交易管理工作联席会议办公室', does: '用公开的数据、统计和日志协调各部门、各平台', never: '办理具体项目；平台上没有它的操作', article: '内蒙古自治区公共资源交易管理办法 第四条' },
  { title: '系统开发运维机构', does: '保持系统运行；中断自动记录并顺延截止', never: '任何交易操作；改写账本、读投标文件', article: '内蒙古自治区公共资源交易管理办法 第五十三条' },
  { title: '社会公众', does: '不登录查看公告、过程和结果，核对日志和证据包', never: '看到依法保密的内容', article: '内蒙古自治区公共资源交易管理办法 第二十八条' },
];

/** @param open areas whose office of centre is held by an organisation of the platform. */
export function institutionsProps(open: ReadonlySet<string>): InstitutionsProps {
  const own = { code: regionCode, name: '自治区本级', areas: [] };
  return { duties, leagues: [own, ...leagues()].map((each) => leagueOf(each, open)) };
}

function leagueOf(each: Pick<League, 'code' | 'name' | 'areas'>, open: ReadonlySet<string>): InstitutionLeague {
  const shown = (centre: Centre) => ({ name: centre.name, open: open.has(centre.areaCode) });
  return {
    name: each.name, href: each.code === regionCode ? null : links.league(each.code),
    centre: shown(getCentre(each.code)), branches: branchesOf(each.code).map(shown), branchNote: `属地管理，业务上接受盟公共资源交易中心的指导（${branchArticle}）。`,
    places: [each.code, ...each.areas.map(({ code }) => code)].map((code) => placeOf(code, each.code)),
  };
}

/** Where building works of a place are traded and who supervises them: what registration will answer. */
function placeOf(code: string, leagueCode: string): InstitutionPlace {
  const { centre, citation } = routeOf({ routeClass: 'construction', place: code });
  const isWhole = code === leagueCode;
  const league = leagueCode === regionCode ? '' : leagueCode;
  return {
    name: isWhole ? '本级' : (area(code)?.name ?? code), href: hrefOf(links.notices, wholeList, isWhole ? { league } : { league, area: code }),
    centre: centre.name, department: supervisorFor('housing', [code]).departmentName ?? '由所在地政府确定', article: citation,
  };
}
