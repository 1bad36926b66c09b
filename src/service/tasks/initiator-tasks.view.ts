import type { Instant } from '#kernel/time/instant.ts';
import { mayAct, type AwardAct } from '#trade/award/award.decide.ts';
import type { Award } from '#trade/award/award.types.ts';
import { actsOpenTo as hallActsOpenTo } from '#trade/opening/opening.acts.ts';
import { actsOpenTo } from '#trade/tender/tender.phase.ts';
import { lacksRepresentative } from '#trade/panel/panel.ts';
import { mayRequest } from '#trade/panel/request.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { earliest, type Involvement, type Viewer } from './involvement.view.ts';
import type { Task } from './tasks.types.ts';

/** What the initiator's side has to do for one tender, in the order of its life. */
export function initiatorTasks(part: Involvement, viewer: Viewer): Task[] {
  return [...beforePublication(part, viewer), ...askForPanel(part, viewer), ...emptySeats(part, viewer), ...inTheHall(part, viewer), ...arrivals(part, viewer), ...awarding(part, viewer), ...concluding(part, viewer)];
}

function beforePublication({ tender }: Involvement, { role, orgId, now }: Viewer): Task[] {
  const acts = actsOpenTo(tender, { role, orgId, isTaker: false }, now);
  const about = tender.name;
  const tasks: Task[] = [];
  if (acts.includes('tender.publish')) tasks.push({ id: `publish:${tender.tenderId}`, title: '核对并发布招标文件', about, why: '草稿已保存，核对期限、预约开标室后签名发布。', due: null, href: `/desk/tenders/${tender.tenderId}/compose` });
  else if (acts.includes('tender.compose')) tasks.push({ id: `compose:${tender.tenderId}`, title: '编制招标文件', about, why: '项目已登记，还没有招标文件。', due: null, href: `/desk/tenders/${tender.tenderId}/compose` });
  if (acts.includes('objection.answer')) {
    const at = earliest(tender.openObjections.map(({ replyBy }) => replyBy));
    tasks.push({ id: `objection:${tender.tenderId}`, title: `答复异议（${tender.openObjections.length} 件）`, about, why: tender.termination ? '招标已经终止，收到的异议仍要答复。' : '答复之前，后面的步骤暂停。', due: at === null ? null : { label: '答复期限', at }, href: `/desk/tenders/${tender.tenderId}/objections` });
  }
  return tasks;
}

function askForPanel({ tender, panel }: Involvement, { role, orgId, now }: Viewer): Task[] {
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  if (deadlineAt === undefined || !mayRequest(tender, panel, { role, orgId }).ok) return [];
  const isClosed = now >= deadlineAt;
  const why = panel ? '上一次抽取没有成功，请重新申请。' : isClosed ? '投标已经截止，没有评标委员会不能评标；现在申请，投标人自动回避。' : '评标委员会在开标前抽取。';
  return [{ id: `panel:${tender.tenderId}`, title: '申请组建评标委员会', about: tender.name, why, due: isClosed ? null : { label: '开标', at: deadlineAt }, href: `/desk/panels/${tender.tenderId}` }];
}

/** After the draw: seats that only the initiator can see to. Who sat there it does not learn. */
function emptySeats({ tender, panel }: Involvement, { role }: Viewer): Task[] {
  if (!role.startsWith('initiate.') || panel === null || panel.drawnAt == null || panel.status === 'stood-down') return [];
  const href = `/desk/panels/${tender.tenderId}`;
  const tasks: Task[] = [];
  if (panel.status === 'failed') tasks.push({ id: `supplement:${tender.tenderId}`, title: '放宽条件补抽专家', about: tender.name, why: '按原条件补抽没有成功，有席位空着。', due: null, href });
  if (lacksRepresentative(panel)) tasks.push({ id: `representative:${tender.tenderId}`, title: '另派招标人代表', about: tender.name, why: '原代表已退出，席位空着。', due: null, href });
  return tasks;
}

function inTheHall({ tender, hall, opening }: Involvement, { role, orgId, now }: Viewer): Task[] {
  const acts = hallActsOpenTo({ tender, hall, opening, now }, { role, orgId });
  const href = `/desk/openings/${tender.tenderId}`;
  const about = tender.name;
  const tasks: Task[] = [];
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  if (acts.includes('opening.host')) tasks.push({ id: `host:${tender.tenderId}`, title: '签到主持开标', about, why: '无人到场照常开标，并如实记录。', due: deadlineAt === undefined ? null : { label: '开标', at: deadlineAt }, href });
  if (acts.includes('opening.answerObjection')) tasks.push({ id: `spot:${tender.tenderId}`, title: '当场答复开标异议', about, why: '投标人在开标现场提出的异议要当场答复并记录。', due: null, href });
  if (acts.includes('opening.confirm')) tasks.push({ id: `record:${tender.tenderId}`, title: '确认开标记录', about, why: '报价已经公布，签名后开标记录公开。', due: opening?.objectUntil ? { label: '异议截止', at: opening.objectUntil } : null, href });
  return tasks;
}

/** Only what came is owed back, so somebody has to say what came: for the panel first, and at the latest when it would have to go back. */
function arrivals({ tender, declaredDeposits }: Involvement, { role }: Viewer): Task[] {
  if (role !== 'initiate.operator' || declaredDeposits.length === 0) return [];
  const at = earliest(declaredDeposits.flatMap(({ returnBy }) => returnBy ?? []));
  const why = at === null ? '投标人名单已经公布；到账与否是评标委员会要看的事实。' : '退还期限已经起算：到账的要连利息退还，没有到账的写明原因。';
  return [{ id: `arrivals:${tender.tenderId}`, title: `核对投标保证金到账（${declaredDeposits.length} 笔）`, about: tender.name, why, due: at === null ? null : { label: '退还期限', at }, href: '/desk/deposits' }];
}

const awardSteps: readonly (readonly [act: AwardAct, title: string, why: string, due: (award: Award) => Task['due']])[] = [
  ['award.publishCandidates', '审查评标报告，公示中标候选人', '评标报告已经收到；公示期从发布起算。', ({ publishBy }) => ({ label: '公示期限', at: publishBy })],
  ['award.publishFailure', '审查评标报告，公告招标失败', '没有中标候选人；到期不公告的，由平台公告并开始退还保证金。', ({ publishBy }) => ({ label: '公告期限', at: publishBy })],
  ['award.decide', '定标', '公示期满，没有未答复的异议。', () => null],
  ['award.issueLetter', '发出中标通知书', '同时把结果告诉每个未中标人。', () => null],
  ['award.publishResult', '公告中标结果', '中标通知书已经发出。', () => null],
  ['award.reportToDepartment', '向监督部门报告招标情况', '中标人已经确定，应当书面报告。', ({ reportBy }) => (reportBy === null ? null : { label: '报告期限', at: reportBy })],
];

function awarding({ tender, awards }: Involvement, { role, orgId, now }: Viewer): Task[] {
  if (role !== 'initiate.operator') return [];
  return awards.flatMap((award) => awardSteps.flatMap(([act, title, why, due]) => {
    if (!mayAct(act, { award, tender, orgId, now }).ok || (act === 'award.decide' && award.winner !== null)) return [];
    return [{ id: `${act}:${award.lotId}`, title, about: nameOfLot(tender, award.lotId), why, due: due(award), href: `/desk/awards/${award.lotId}` }];
  }));
}

function concluding({ tender, awards, contracts, archives, dueDeposits }: Involvement, { role, orgId }: Viewer): Task[] {
  if (role !== 'initiate.operator') return [];
  const contractTasks = awards.flatMap(({ lotId, letterAt, contractBy }): Task[] => {
    const standing = contracts.get(lotId);
    if (letterAt === null || standing?.status === 'signed') return [];
    const hasSigned = standing?.signatures.some((signature) => signature.orgId === orgId) ?? false;
    if (hasSigned || (standing && orgId !== tender.initiator.orgId)) return [];
    return [{ id: `contract:${lotId}`, title: standing ? '签订合同' : '起草合同', about: nameOfLot(tender, lotId), why: '中标通知书已经发出；条款与投标文件逐项比对。', due: contractBy === null ? null : { label: '签约期限', at: contractBy }, href: `/desk/contracts/${lotId}` }];
  });
  const depositAt = earliest(dueDeposits.map(({ dueBy }) => dueBy));
  const depositTasks: Task[] = depositAt === null ? [] : [{ id: `deposits:${tender.tenderId}`, title: `退还投标保证金（${dueDeposits.length} 笔）`, about: tender.name, why: '连同银行同期存款利息一并退还。', due: { label: '退还期限', at: depositAt }, href: '/desk/deposits' }];
  const archiveTasks = archives.filter(({ accepted }) => !accepted.some(({ side }) => side === 'initiator') && orgId === tender.initiator.orgId)
    .map(({ lotId }): Task => ({ id: `archive:${lotId}`, title: '签收交易档案', about: nameOfLot(tender, lotId), why: '档案由交易中心和招标人各存一份。', due: null, href: `/desk/archives/${lotId}` }));
  return [...contractTasks, ...depositTasks, ...archiveTasks];
}

export function nameOfLot({ name, lots }: Pick<Tender, 'name' | 'lots'>, lotId: string): string {
  const lot = lots.find((each) => each.lotId === lotId);
  return lot && lots.length > 1 ? `${name} · ${lot.name}` : name;
}

/** Whether an instant lies ahead by no more than `micros`. */
export function isWithin(at: Instant | null | undefined, now: Instant, micros: number): boolean {
  return at !== null && at !== undefined && at > now && at - now <= micros;
}
