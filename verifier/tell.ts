import type { Bundle } from './bundle.ts';
import type { OpenedBid, ReceiptFile } from './receipt.ts';
import type { Record } from './record.ts';
import type { Announced } from './steps/auction/announcement.ts';
import type { HallFacts } from './steps/auction/auction.ts';
import type { ResultFacts } from './steps/auction/result.ts';
import type { AwardFacts } from './steps/award.ts';
import type { BidFacts } from './steps/bids.ts';
import type { DrawFacts } from './steps/draws.ts';
import type { EvaluationFacts } from './steps/evaluation.ts';
import type { LogFacts } from './steps/log.ts';
import type { SignedAct } from './steps/signatures.ts';
import type { Trust } from './trust.ts';

const editions = { public: '公开版', parties: '当事人版' } as const;
const stages = { none: '尚未公示候选人', failed: '没有中标候选人，已公告招标失败', publicity: '候选人公示中', decided: '已定标', letter: '已发中标通知书', result: '已公告结果', contract: '已签合同' } as const;

/** What each step found, in a sentence. What an edition does not show is said, not passed over. */
export const tell = {
  form: ({ edition, lotId, commits, events }: Bundle) => `${editions[edition]}，标段 ${lotId}；${commits.length} 次提交、${events.length} 个事件，格式规范`,
  trust: ({ cosigners, quorum, fingerprints }: Trust) => `${fingerprints.length} 个指纹，共签方 ${cosigners.length} 家，检查点至少要 ${quorum} 家`,
  log: ({ first, last, commits }: LogFacts) => `截止或者结束时日志 ${first.size} 条，最后 ${last.size} 条，后者由前者长成；最后的检查点有 ${last.cosigners.length} 家共签；${commits} 次提交都在其中，回执签名成立`,
  events: ({ events }: Record, bundle: Bundle) => `${events.length} 个事件公开在案，另有 ${bundle.events.length - events.length} 个只公开哈希；没有一个被抽走或改动`,
  signatures: (acts: readonly SignedAct[]) => `${acts.length} 个签名成立，签名人来自 ${new Set(acts.map(({ holder }) => holder.uscc)).size} 个单位，证书当时有效`,
  bids({ failed, bids, manifests, decrypted, cosignedAfterSeconds }: BidFacts): string {
    if (failed) return '投标人不足法定数量，没有开标，投标文件没有打开';
    const opened = bids.filter(({ price }) => price !== null).length;
    const shown = manifests === 0 ? '投标清单不在这一版中' : `核对了 ${manifests} 份投标清单、签名和封存的时刻`;
    const prices = decrypted === 0 ? '报价密文不在这一版中' : `${decrypted} 份报价密文解开后与唱标一致`;
    const cosigned = cosignedAfterSeconds === null ? '信任根不要求共签，截止的时刻只有平台自己为证' : cosignedAfterSeconds <= 0 ? '共签方随截止见到开标名单' : `共签方在截止 ${cosignedAfterSeconds} 秒后见到开标名单`;
    return `${bids.length} 家投标都在截止之前进入日志，${cosigned}，开出 ${opened} 家；${shown}；${prices}`;
  },
  draws({ coefficient, experts }: DrawFacts): string {
    const drawn = coefficient === null ? '没有抽取系数' : `系数 ${coefficient} 重新计算一致`;
    return `${drawn}；${{ recomputed: '专家抽取重新计算一致', withheld: '专家抽取的申请在案，名单不在这一版中', none: '没有专家抽取的记录' }[experts]}`;
  },
  evaluation({ report, members }: EvaluationFacts, { edition }: Bundle): string {
    if (report === null) return edition === 'public' ? '评标报告和各评委的打分不在公开版中；公示的评标情况在下一步核对' : '还没有评标报告，或不在这一版中';
    const marks = members === 0 ? '各评委的打分不在这一版中' : `${members} 位评委的打分重新汇总`;
    return `${marks}；基准价、价格分、总分和 ${report.results.length} 家的排名重新计算一致`;
  },
  award({ stage, winner, scores }: AwardFacts): string {
    const recomputed = scores === null ? '' : `；由唱标价、公布的公式和系数重新算出 ${scores.valid} 家有效投标的基准价，${scores.candidates} 名候选人的价格分、总分和全部名次一致${scores.corrected === 0 ? '' : `（${scores.corrected} 家按其接受的算术修正价）`}`;
    return winner === null ? `${stages[stage]}${recomputed}` : `${stages[stage]}，中标人 ${winner}；公示、通知、结果前后一致${recomputed}`;
  },
  announcement: ({ lotName, seller, reserveHash }: Announced) => `${lotName}，${seller}签名公告；排定的竞价条件与公告一致${reserveHash === null ? '，没有底价' : '，底价在公告时已经锁定'}`,
  hall({ bids, refused, people, pauses, outages, endedAt, recordedAt, cosignedAfterSeconds }: HallFacts): string {
    const late = Math.max(0, Math.round(((recordedAt ?? 0) - (endedAt ?? 0)) / 1_000_000));
    const lost = outages + pauses === 0 ? '' : `；${outages} 次中断、${pauses} 次暂停都还足了时间`;
    const others = refused === 0 ? '' : `；${refused} 个被拒绝的报价确实不应接受`;
    const seen = cosignedAfterSeconds === null ? '信任根不要求共签，何时结束只有平台自己为证' : `共签方在结束 ${Math.max(0, cosignedAfterSeconds)} 秒后见到`;
    return `${people} 个竞买号，${bids} 次有效报价逐一重放，每一次都在当时允许，每次倒计时和每个阶段的起止都对${lost}${others}；只结束一次，不早${late === 0 ? '' : `，按规则结束 ${late} 秒后写入记录`}；${seen}`;
  },
  result({ outcome, reserve, isReached }: ResultFacts): string {
    const compared = { none: '', pending: '，底价尚未开启', withheld: `，${isReached ? '达到' : '没有达到'}底价`, checked: `，底价与公告时锁定的一致，重新比对${isReached ? '达到' : '没有达到'}` }[reserve];
    switch (outcome['kind']) {
      case 'sold': case 'reserve-pending': return `${String(outcome['paddle'])} 号以 ${String(outcome['priceFen'])} 分${outcome['kind'] === 'sold' ? '竞得' : '报价最优'}${compared}`;
      case 'allotted': return `集合竞价成交，价格 ${String(outcome['priceFen'])} 分`;
      default: return `没有成交${compared}`;
    }
  },
  receipt: ({ lotId, events }: ReceiptFile) => `标的 ${lotId} 一次报价的回执，${events.length} 个事件`,
  committed: ({ at }: ReceiptFile) => `平台的回执密钥为这次提交签名；收到的时刻 ${beijing(at)}`,
  opened(bid: OpenedBid | null): string {
    if (bid === null) return '报价的内容不在回执里，回执证明收到了什么的哈希';
    const result = { BidAccepted: '被接受', BidRefused: '没有接受' }[bid.kind] ?? bid.kind;
    return `${bid.paddle === null ? '' : `${bid.paddle} 号`}${bid.priceFen === null ? '' : `报价 ${bid.priceFen} 分，`}${result}；与当时提交的一致`;
  },
  placed: (found: { readonly index: number; readonly size: number; readonly cosigners: number } | null) => (found ? `在公开日志第 ${found.index} 号；日志 ${found.size} 条的检查点有 ${found.cosigners} 家共签` : '这一步没有可核对的'),
  issue: () => '整份证据包由平台的回执密钥签发，没有被截短',
};

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** Micros of the legal clock as people here write it. */
function beijing(at: number): string {
  return `${clock.format(at / 1000)}.${String(at % 1_000_000).padStart(6, '0').slice(0, 3)}（北京时间）`;
}
