import { formatFen } from '#kernel/money.ts';
import { capitalFen } from '#kernel/money.capital.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatPoints } from '#kernel/points.ts';
import { readableChange } from '#rules/texts/change.ts';
import { packOf, readable } from '#trade/tender/tender.document.ts';
import type { AwardEvent } from '#trade/award/award.events.ts';
import type { OpeningEvent } from '#trade/opening/opening.events.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import type { Amendment, SettledObjection, Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import type { NoticeProps } from '../../../../web/portal/props.ts';
import type { CandidateNotice, FailureNotice, ResultNotice } from '../portal.award-notices.ts';
import type { Notice, PublicEvent, TenderStates } from '../portal.types.ts';
import { recordSections } from './record-sections.ts';
import { kindName } from './rows.ts';

export type Section = NoticeProps['sections'][number];

/** What a notice says, from the public parts of its own event. */
export function sectionsOf(notice: Notice, states: TenderStates, { event }: PublicEvent): readonly Section[] {
  const body = event as TenderEvent | OpeningEvent | AwardEvent;
  switch (body.kind) {
    case 'NoticePublished':
      return [keyFacts(states.tender, body.published.document), ...noticeText(states.tender, body.published.document)];
    case 'DocumentAmended':
      return amendmentSections(body.amendment);
    case 'ObjectionSettled':
      return objectionSections(body.settled);
    case 'SpotObjectionAnswered':
      return [{ heading: '异议', paragraphs: [states.opening?.objections.find((each) => each.objectionId === body.objectionId)?.text ?? ''] }, { heading: '答复', paragraphs: [body.reply, '依法公开，不公开异议人。'] }];
    case 'TenderTerminated':
      return terminationSections(states.tender, body);
    case 'LotFailed':
      return failureSections(states.tender, body.lotId, body.article);
    case 'OpeningRecorded':
      return recordSections(body.record, body.recordHash);
    case 'FailureDeclared':
      return rejectedSections(body.notice as unknown as FailureNotice, body.statement === null);
    case 'CandidatesPublished':
      return candidateSections(body.notice as unknown as CandidateNotice, body.until);
    case 'ResultPublished':
      return resultSections(body.notice as unknown as ResultNotice);
    case 'ContractConcluded':
      return contractSections(states, notice.lotId, body.at);
    default:
      return [{ heading: kindName(notice.kind), paragraphs: [...(notice.facts.text ? [notice.facts.text] : []), ...(notice.facts.until === undefined ? [] : [`时刻：${formatDeadline(notice.facts.until)}（北京时间）`])] }];
  }
}

function keyFacts(tender: Tender, document: TenderDocument): Section {
  return {
    heading: '要点',
    paragraphs: [`投标截止与开标：${formatDeadline(document.bidDeadlineAt)}（北京时间，唯一时刻，到时自动开标）。`],
    table: {
      head: ['标段', '范围', '最高限价', '投标保证金', '工期'], numeric: [2, 3],
      rows: document.lots.map((terms) => {
        const lot = tender.lots.find((each) => each.lotId === terms.lotId);
        return [lot?.name ?? '', lot?.scope ?? '', formatFen(BigInt(terms.priceCapFen)), terms.depositFen === '0' ? '不收取' : formatFen(BigInt(terms.depositFen)), `${terms.durationDays} 日历天`];
      }),
    },
  };
}

/** The notice itself is the first chapter; the rest of the document stands on its own page. */
function noticeText(tender: Tender, document: TenderDocument): Section[] {
  const [chapter] = readable(tender, document, packOf(tender));
  return (chapter?.sections ?? []).map((section) => ({ heading: section.title, paragraphs: section.body.split('\n').filter(Boolean) }));
}

function amendmentSections(amendment: Amendment): Section[] {
  return [
    ...(amendment.items.length > 0 ? [{ heading: '澄清', paragraphs: amendment.items.flatMap((item) => [...(item.question ? [`问：${item.question}`] : []), `答：${item.answer}`]) }] : []),
    ...(amendment.changes.length > 0 ? [{ heading: '修改', paragraphs: [], changes: amendment.changes.map(readableChange).map((change) => ({ where: change.title, before: change.before, after: change.after })) }] : []),
    { heading: '投标截止时间', paragraphs: [amendment.deadlineMovedTo === null ? '不变。' : `顺延至 ${formatDeadline(amendment.deadlineMovedTo)}（北京时间）。`] },
  ];
}

function objectionSections({ summary, reply, outcome, raisedAt, settledAt, amendmentNumber }: SettledObjection): Section[] {
  return [
    { heading: '异议事项', paragraphs: [summary, `${formatBeijing(raisedAt)} 收到。依法公开，不公开异议人。`] },
    { heading: `答复：${outcome === 'upheld' ? '采纳' : '不采纳'}`, paragraphs: [reply, `${formatBeijing(settledAt)} 答复。`, ...(amendmentNumber === null ? [] : [`同时发布第 ${amendmentNumber} 号变更公告。`])] },
  ];
}

function failureSections(tender: Tender, lotId: string, article: string): Section[] {
  const lot = tender.lots.find((each) => each.lotId === lotId);
  return [{ heading: lot?.name ?? '标段', paragraphs: [
    '投标截止时投标人少于法定数量，本标段不予开标。', '收到的投标文件保持密封，密钥不会放出：谁投了标、投了多少，永远不公开。', '已收的投标保证金退还，评标委员会不再组成；招标人分析原因后依法重新招标。', `依据：${article}`,
  ] }];
}

function terminationSections(tender: Tender, { ground, explanation, article }: Extract<TenderEvent, { kind: 'TenderTerminated' }>): Section[] {
  return [
    { heading: '终止的情形', paragraphs: [`${ground.text}。`] },
    { heading: '事实和经过', paragraphs: explanation.split('\n').filter(Boolean) },
    { heading: '终止以后', paragraphs: [
      '不再提供招标文件，不再接收投标文件，也不开标。', '收到的投标文件保持密封，密钥不会放出：谁投了标、投了多少，永远不公开。', '招标文件免费提供，没有费用要退；已收的投标保证金连同银行同期存款利息退还。',
      '已经获取招标文件的，平台同时通知本单位。重新招标的，另发招标公告。',
    ] },
    { heading: '依据', paragraphs: [article] },
    { heading: '监督部门', paragraphs: [tender.department.name] },
  ];
}

function rejectedSections({ lotName, reason, bidders, rejected, articles, consequence, supervisor }: FailureNotice, byItself: boolean): Section[] {
  return [
    { heading: lotName, paragraphs: [`${reason}。`, `递交投标文件 ${bidders} 份，其中被否决 ${rejected} 份；否决的依据和理由已同时告知各投标人本人。`] },
    { heading: '怎么办', paragraphs: [consequence, ...(byItself ? ['招标人没有在期限内公告，由平台依评标报告公告。'] : [])] },
    { heading: '依据', paragraphs: articles },
    { heading: '监督部门', paragraphs: [supervisor] },
  ];
}

function candidateSections({ candidates, evaluation, objections, supervisor }: CandidateNotice, until: Instant): Section[] {
  return [
    { heading: '公示期', paragraphs: [`公示至 ${formatDeadline(until)}（北京时间）。`] },
    {
      heading: '中标候选人', paragraphs: [],
      table: {
        head: ['名次', '候选人', '投标报价', '质量', '工期', '评标得分', '项目负责人'], numeric: [2, 5],
        rows: candidates.map((each) => [String(each.rank), each.name, formatFen(BigInt(each.priceFen)), each.quality, `${each.durationDays} 日历天`, formatPoints(each.totalScore), `${each.projectManager.name}\n${each.projectManager.certificate}`]),
      },
    },
    ...evaluationSections(candidates, evaluation),
    { heading: '响应招标文件要求的资格能力条件', paragraphs: candidates.map((each) => `${each.name}：${each.qualifications.join('；') || '符合招标文件要求'}`) },
    { heading: '提出异议的渠道和方式', paragraphs: [objections, `监督部门：${supervisor}。`] },
  ];
}

/** 评标情况: the figures from which anyone can work out the ranking again. */
function evaluationSections(candidates: CandidateNotice['candidates'], { benchmarkFen, coefficient, counted, others }: CandidateNotice['evaluation']): Section[] {
  const drawn = coefficient === null ? '招标文件没有约定抽取系数。' : `开标时抽取的系数 ${coefficient}。`;
  return [
    {
      heading: '评标情况', paragraphs: [`有效投标 ${counted.length} 家。${drawn}评标基准价 ${formatFen(BigInt(benchmarkFen))}，由有效投标的评标价按招标文件公布的公式算出；下载公开证据包，任何人都可以重新算一遍。`],
      table: { head: ['名次', '候选人', '技术', '商务', '价格', '总分'], numeric: [2, 3, 4, 5], rows: candidates.map(({ rank, name, scores, totalScore }) => [String(rank), name, ...[scores.technical, scores.commercial, scores.price, totalScore].map(formatPoints)]) },
    },
    ...(others.length === 0 ? [] : [{
      heading: '其余有效投标', paragraphs: ['未列为候选人的，公布名次和总分，不公布名称；各自的得分或否决理由只告知本单位。'],
      table: { head: ['名次', '总分'], numeric: [1], rows: others.map(({ rank, total }) => [String(rank), formatPoints(total)]) },
    }]),
  ];
}

function resultSections({ winner, priceFen, quality, durationDays, projectManager, method, reason, supervisor }: ResultNotice): Section[] {
  const price = BigInt(priceFen);
  return [
    { heading: '中标人', paragraphs: [`${winner.name}（统一社会信用代码 ${winner.orgId}）`] },
    { heading: '中标内容', paragraphs: [], table: { head: ['中标价', '质量', '工期', '项目负责人'], numeric: [0], rows: [[`${formatFen(price)}\n${capitalFen(price)}`, quality, `${durationDays} 日历天`, `${projectManager.name}\n${projectManager.certificate}`]] } },
    { heading: '定标方法', paragraphs: [method, ...(reason ? [`理由：${reason}`] : [])] },
    { heading: '监督部门', paragraphs: [supervisor] },
  ];
}

function contractSections({ tender, awards }: TenderStates, lotId: string | null, at: Instant): Section[] {
  const winner = awards.find((each) => each.lotId === lotId)?.winner;
  const lot = tender.lots.find((each) => each.lotId === lotId);
  return [
    { heading: '合同', paragraphs: [`${formatBeijing(at)} 双方以数字证书签订${lot ? `（${lot.name}）` : ''}。主要条款与招标文件、中标人的投标文件逐项比对，实质性内容不得背离。`] },
    ...(winner ? [{ heading: '当事人', paragraphs: [`发包人：${tender.initiator.name}`, `承包人：${winner.name}`, `合同价：${formatFen(BigInt(winner.priceFen))}`] }] : []),
  ];
}
