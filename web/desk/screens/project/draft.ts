import { z } from 'zod';
import { idFrom } from '#kernel/ids.ts';
import { parseYuan } from '#kernel/money.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { FundPlan, RegistrationPlan } from '#trade/project/registration.ts';
import type { Holder } from './project.data.ts';

const holder = z.strictObject({ orgId: z.string(), name: z.string() });
const lotDraft = z.strictObject({ key: z.string(), name: z.string(), scope: z.string(), estimateYuan: z.string() });

/** What has been filled in so far. Amounts are as typed, in 元. */
export const draftSchema = z.strictObject({
  projectId: z.string(), tenderId: z.string(), name: z.string(), approvalCode: z.string(), areaCode: z.string(), otherAreaCodes: z.array(z.string()).default([]),
  contractKind: z.enum(['works', 'goods', 'service']), fundKind: z.enum(['budget', 'stateControlled', 'donor', 'publicUtility', 'private']), budgetYuan: z.string(), budgetPercent: z.string(),
  method: z.enum(['open', 'invited']), methodReason: z.string().nullable(),
  initiator: holder.nullable(), agency: holder.nullable(), hasAgency: z.boolean(),
  agreement: z.strictObject({ sha256: z.string(), name: z.string(), sizeBytes: z.number(), mediaType: z.string() }).nullable(),
  lots: z.array(lotDraft).min(1),
  /** Confirmed anew each time: a promise is never taken from a draft. */
  truthful: z.boolean().transform(() => false),
}).readonly();
export type Draft = z.infer<typeof draftSchema>;
export type LotDraft = Readonly<z.infer<typeof lotDraft>>;

export function freshId(): string {
  return idFrom(crypto.getRandomValues(new Uint8Array(16)));
}

export function newLot(number: number): LotDraft {
  return { key: freshId(), name: `第${'一二三四五六七八九十'[number - 1] ?? number}标段`, scope: '', estimateYuan: '' };
}

export function newDraft(own: Holder, kind: string | null): Draft {
  const isAgency = kind === 'agency';
  return {
    projectId: freshId(), tenderId: freshId(), name: '', approvalCode: '', areaCode: '', otherAreaCodes: [], contractKind: 'works', fundKind: 'stateControlled', budgetYuan: '', budgetPercent: '',
    method: 'open', methodReason: null, initiator: isAgency ? null : own, agency: isAgency ? own : null, hasAgency: isAgency, agreement: null, lots: [newLot(1)], truthful: false,
  };
}

/** 元 as typed to the decimal string of 分; null while it is no amount. */
export function fenOf(yuan: string): string | null {
  const parsed = parseYuan(yuan);
  return parsed.ok && parsed.value > 0n ? String(parsed.value) : null;
}

export function totalFen(draft: Draft): string {
  return String(draft.lots.reduce((sum, lot) => sum + BigInt(fenOf(lot.estimateYuan) ?? '0'), 0n));
}

/** Why the step cannot be left yet. */
export const missing = {
  project(draft: Draft): string | undefined {
    if (draft.name.trim().length < 4) return '请填写项目名称';
    if (draft.areaCode === '') return '请选择项目所在地';
    if (draft.approvalCode !== '' && draft.approvalCode.trim().length < 4) return '项目代码不完整';
    if (draft.fundKind === 'budget' && (fenOf(draft.budgetYuan) === null || shareOf(draft.budgetPercent) === null)) return '请填写预算资金及占比';
    return undefined;
  },
  parties(draft: Draft): string | undefined {
    if (!draft.initiator) return '请选择招标人';
    if (draft.hasAgency && !draft.agency) return '请选择代理机构';
    if (draft.hasAgency && !draft.agreement) return '请上传委托协议';
    return undefined;
  },
  lots(draft: Draft): string | undefined {
    const incomplete = draft.lots.findIndex((lot) => lot.name.trim() === '' || lot.scope.trim().length < 2 || fenOf(lot.estimateYuan) === null);
    return incomplete < 0 ? undefined : `请填完第 ${incomplete + 1} 个标段`;
  },
} as const;

/** What the rules judge. */
export function planOf(draft: Draft): RegistrationPlan {
  const fund: FundPlan = draft.fundKind === 'budget' ? { kind: 'budget', budgetFen: fenOf(draft.budgetYuan) ?? '0', budgetShare: shareOf(draft.budgetPercent) ?? '0' } : { kind: draft.fundKind };
  return {
    areaCode: draft.areaCode, ...(draft.otherAreaCodes.length > 0 ? { otherAreaCodes: draft.otherAreaCodes } : {}), sector: 'housing', catalogueItem: '0101', contractKind: draft.contractKind, fund, estimateFen: totalFen(draft), method: draft.method,
    methodReason: draft.method === 'invited' ? draft.methodReason : null,
    lots: draft.lots.map((lot) => ({ name: lot.name.trim(), scope: lot.scope.trim(), estimateFen: fenOf(lot.estimateYuan) ?? '0' })),
  };
}

/** The body of `project.register` without its signature: exactly what is signed. */
export function contentOf(draft: Draft): JsonObject {
  const { projectId, tenderId, initiator, agency, agreement } = draft;
  const content = {
    projectId, tenderId, name: draft.name.trim(), approvalCode: draft.approvalCode.trim() || null, ...planOf(draft), initiatorOrgId: initiator?.orgId ?? '',
    agency: draft.hasAgency && agency && agreement ? { orgId: agency.orgId, agreement } : null, truthfulness: draft.truthful,
  };
  return content as unknown as { readonly [key: string]: Json };
}

/** `62.5` percent to `0.625`. */
function shareOf(percent: string): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent.trim());
  if (!match) return null;
  const digits = `${(match[1] ?? '').padStart(3, '0')}${match[2] ?? ''}`;
  const share = `${Number(digits.slice(0, 1))}.${digits.slice(1)}`.replace(/\.?0+$/, '');
  return /^(0(\.\d{1,6})?|1)$/.test(share) ? share : null;
}
