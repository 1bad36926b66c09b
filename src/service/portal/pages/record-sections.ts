import { z } from 'zod';
import { formatFen } from '#kernel/money.ts';
import { instant, formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { NoticeProps } from '../../../../web/portal/props.ts';

type Section = NoticeProps['sections'][number];

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), path: z.string(), price: z.object({ priceFen: z.string(), priceCapital: z.string(), durationDays: z.number(), quality: z.string(), projectManager: z.object({ name: z.string(), certificate: z.string() }) }) }),
  z.object({ kind: z.enum(['revoked', 'withdrawn']), cause: z.string(), faultOf: z.string() }),
]);
/** The record as it was signed (`recordOf` of the opening). */
const record = z.object({
  place: z.string(), deadlineAt: z.number(), closedAt: z.number(), announcedAt: z.number().nullable(), host: z.string().nullable(),
  holders: z.array(z.object({ name: z.string() })),
  lots: z.array(z.object({
    name: z.string(), status: z.string(), coefficient: z.string().nullable(),
    bids: z.array(z.object({ bidderName: z.string(), receivedAt: z.number(), sealCheck: z.string().nullable(), outcome: outcome.nullable() })),
  })),
  objections: z.array(z.object({ text: z.string(), reply: z.string().nullable() })),
});
type Lot = z.infer<typeof record>['lots'][number];
type Bid = Lot['bids'][number];

/** 开标记录 in full: who bid, every price, what could not be opened and by whose fault. */
export function recordSections(signed: unknown, recordHash: string): Section[] {
  const { place, deadlineAt, closedAt, announcedAt, host, holders, lots, objections } = record.parse(signed);
  return [
    { heading: '开标', paragraphs: [
      `投标截止与开标时刻 ${formatDeadline(instant(deadlineAt))}；名单 ${formatBeijing(instant(closedAt))} 写入${announcedAt === null ? '' : `；全部报价 ${formatBeijing(instant(announcedAt))} 同时公布`}。`,
      `地点：${place}。主持：${host ?? '招标人与代理机构均未到，自动进行并已记录'}。`,
      `解密：${holders.map(({ name }) => name).join('、')}。`,
    ] },
    ...lots.map(lotSection),
    { heading: '现场异议', paragraphs: objections.length === 0 ? ['无。'] : objections.map(({ text, reply }) => `异议：${text} 答复：${reply ?? '待答复'}`) },
    { heading: '记录摘要', paragraphs: [`SHA-256 ${recordHash}（确认人签名的就是它）`] },
  ];
}

function lotSection({ name, status, coefficient, bids }: Lot): Section {
  if (status === 'failed') return { heading: name, paragraphs: ['投标人少于法定数量，不予开标；收到的投标文件保持密封。'] };
  return {
    heading: name,
    paragraphs: coefficient === null ? [] : [`抽取的下浮系数：${coefficient}`],
    table: { head: ['投标人', '投标报价', '工期', '质量', '项目负责人', '密封核对'], numeric: [1], rows: [...bids].sort(byPrice).map(bidRow) },
  };
}

function bidRow({ bidderName, outcome: found, sealCheck }: Bid): string[] {
  const seal = sealCheck === 'matches' ? '一致' : sealCheck === 'differs' ? '不一致' : '未核对';
  if (found?.kind !== 'opened') return [bidderName, found ? `${found.kind === 'revoked' ? '视为撤销' : '视为撤回'}：${found.cause}（责任方：${found.faultOf}）` : '—', '—', '—', '—', seal];
  const { price } = found;
  return [bidderName, `${formatFen(BigInt(price.priceFen))}\n${price.priceCapital}`, `${price.durationDays} 日历天`, price.quality, `${price.projectManager.name}\n${price.projectManager.certificate}`, seal];
}

/** Lowest first; what was not opened comes last. */
function byPrice(a: Bid, b: Bid): number {
  const [one, other] = [a, b].map(({ outcome: found }) => (found?.kind === 'opened' ? BigInt(found.price.priceFen) : null));
  if (one === null || one === undefined || other === null || other === undefined) return Number(one === null) - Number(other === null);
  return one < other ? -1 : one > other ? 1 : 0;
}
