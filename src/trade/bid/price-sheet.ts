import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen, type Fen } from '#kernel/money.ts';
import type { LotTerms } from '#trade/tender/tender.types.ts';
import type { DepositForm, PriceSheet } from './bid.types.ts';
import type { PricedLine } from './price-list.ts';
import type { FilePart } from './seal-page.ts';
import { filePartTitles } from './seal-page.ts';

/** A response while it is being written, on the bidder's own machine. */
export type BidDraft = {
  readonly lines: readonly PricedLine[];
  readonly durationDays: number | null;
  readonly quality: string;
  readonly projectManager: { readonly name: string; readonly certificate: string };
  readonly legalRepresentative: string;
  readonly depositForm: DepositForm | null;
  readonly files: readonly { readonly part: FilePart; readonly name: string; readonly sizeBytes: number }[];
  readonly isTruthful: boolean;
};

export type Bidder = { readonly bidderId: string; readonly bidderName: string };

/** One thing the document asks for: what is there, what is asked, and what to do where it is missing. */
export type CheckItem = { readonly id: string; readonly title: string; readonly got: string; readonly want: string; readonly ok: boolean; readonly remedy: string; readonly article?: string };

/** The bid price: the sum of the priced lines, so figures, capitals and lines cannot part. */
export function totalOf(draft: Pick<BidDraft, 'lines'>): Fen {
  return draft.lines.reduce((sum, { totalFen }) => sum + totalFen, 0n);
}

/** The price object, from a draft in which `missingFrom` finds nothing. */
export function composePriceSheet(draft: BidDraft, terms: LotTerms, bidder: Bidder): PriceSheet {
  const priceFen = totalOf(draft);
  return {
    v: 1, lotId: terms.lotId, ...bidder, priceFen: String(priceFen), priceCapital: capitalFen(priceFen),
    durationDays: draft.durationDays ?? terms.durationDays, quality: draft.quality, projectManager: draft.projectManager,
    depositForm: draft.depositForm ?? 'guarantee',
    lines: draft.lines.map(({ code, unitPriceFen, totalFen }) => ({ code, unitPriceFen: String(unitPriceFen), totalFen: String(totalFen) })),
  };
}

/** The response against the document, item by item: found here, before it is sealed, and never by the platform. */
export function checkAgainst(draft: BidDraft, terms: LotTerms): CheckItem[] {
  const total = totalOf(draft);
  const cap = BigInt(terms.priceCapFen);
  const priced = draft.lines.length;
  const files = (Object.keys(filePartTitles) as FilePart[]).map((part): CheckItem => {
    const count = draft.files.filter((file) => file.part === part).length;
    return item(part, `${filePartTitles[part]}文件`, { got: `${count} 个`, want: '至少 1 个 PDF', ok: count > 0, remedy: `请添加${filePartTitles[part]}文件` });
  });
  return [
    item('lines', '工程量清单报价', { got: `${priced} 项`, want: `${terms.priceList.length} 项`, ok: priced === terms.priceList.length && priced > 0, remedy: '请逐项填写单价' }),
    item('cap', '投标报价', {
      got: formatFen(total), want: `不超过最高投标限价 ${formatFen(cap)}`, ok: total > 0n && total <= cap,
      remedy: total > cap ? `高出限价 ${formatFen(total - cap)}，超过限价的将被否决` : '请先导入清单报价', article: '招标投标法实施条例 第五十一条',
    }),
    item('duration', '工期', { got: draft.durationDays === null ? '未填' : `${draft.durationDays} 日`, want: `不超过 ${terms.durationDays} 日`, ok: draft.durationDays !== null && draft.durationDays > 0 && draft.durationDays <= terms.durationDays, remedy: '请填写不超过招标文件要求的工期' }),
    item('quality', '质量', { got: draft.quality || '未填', want: terms.quality, ok: draft.quality.trim() !== '', remedy: '请写明质量标准' }),
    item('manager', '项目经理', { got: draft.projectManager.name || '未填', want: '姓名和注册证书编号', ok: draft.projectManager.name.trim() !== '' && draft.projectManager.certificate.trim() !== '', remedy: '请填写项目经理姓名和证书编号' }),
    item('deposit', '投标保证金形式', { got: draft.depositForm === null ? '未选' : depositFormTitles[draft.depositForm], want: '由投标人自主选择', ok: draft.depositForm !== null, remedy: '请选择一种形式，平台不作限定' }),
    ...files,
    item('representative', '法定代表人', { got: draft.legalRepresentative || '未填', want: '姓名', ok: draft.legalRepresentative.trim() !== '', remedy: '请填写法定代表人姓名，签章页上要显示' }),
    item('truth', '真实性承诺', { got: draft.isTruthful ? '已承诺' : '未承诺', want: '对全部内容的真实性、合法性负责', ok: draft.isTruthful, remedy: '请阅读并勾选承诺', article: '内蒙古自治区公共资源交易管理办法 第十七条' }),
  ];
}

export const depositFormTitles: Readonly<Record<DepositForm, string>> = { guarantee: '银行或担保机构保函', transfer: '银行转账', insurance: '保证保险' };

function item(id: string, title: string, rest: Omit<CheckItem, 'id' | 'title'>): CheckItem {
  return { id, title, ...rest };
}
