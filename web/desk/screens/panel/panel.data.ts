import type { Instant } from '#kernel/time/instant.ts';
import type { departmentView, initiatorView, memberView, PanelViewer, publicView, witnessView } from '#trade/panel/panel.present.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { get } from '../../api.ts';

export type PublicPanel = ReturnType<typeof publicView>;
export type WitnessPanel = ReturnType<typeof witnessView>;
export type InitiatorPanel = ReturnType<typeof initiatorView>;
export type DepartmentPanel = ReturnType<typeof departmentView>;
export type MemberPanel = ReturnType<typeof memberView>;

export type TenderBrief = Pick<Tender, 'tenderId' | 'name' | 'areaCode' | 'registeredOn' | 'category' | 'initiator'> & { readonly bidDeadlineAt: Instant | null; readonly agency: Tender['initiator'] | null };

/** `GET /api/panels/:tenderId`: what is in `panel` depends on who asks. */
export type PanelAnswer = { readonly tender: TenderBrief; readonly can: readonly string[]; readonly serverNow: Instant } & (
  | { readonly panel: null; readonly viewer: PanelViewer }
  | { readonly viewer: 'department'; readonly panel: DepartmentPanel }
  | { readonly viewer: 'initiator'; readonly panel: InitiatorPanel }
  | { readonly viewer: 'witness'; readonly panel: WitnessPanel }
  | { readonly viewer: 'member'; readonly panel: MemberPanel }
  | { readonly viewer: 'public'; readonly panel: PublicPanel });

type Signal = { readonly signal: AbortSignal };

export function panelQuery(tenderId: string) {
  return { queryKey: ['panel', tenderId], queryFn: ({ signal }: Signal) => get<PanelAnswer>(`/api/panels/${encodeURIComponent(tenderId)}`, signal), refetchInterval: 3_000 } as const;
}

export type SpecialtyItem = { readonly code: string; readonly name: string; readonly path: string };

export function specialtyQuery(text: string) {
  return { queryKey: ['specialties', text], queryFn: ({ signal }: Signal) => get<{ items: readonly SpecialtyItem[] }>(`/api/specialties?${new URLSearchParams({ q: text }).toString()}`, signal), staleTime: Infinity } as const;
}

export type Colleague = { readonly personId: string; readonly name: string; readonly roles: readonly string[] };

export const colleaguesQuery = { queryKey: ['organisation'], queryFn: ({ signal }: Signal) => get<{ people: readonly Colleague[] }>('/api/organisations/mine', signal) } as const;

const statusWords: Readonly<Record<PublicPanel['status'], { readonly label: string; readonly tone: 'plain' | 'sky' | 'act' | 'ok' | 'bad' }>> = {
  requested: { label: '正在锁定专家库', tone: 'sky' }, contributing: { label: '正在产生随机数', tone: 'act' }, drawn: { label: '已抽取', tone: 'sky' }, seated: { label: '已组成', tone: 'ok' },
  'stood-down': { label: '已解散', tone: 'plain' }, failed: { label: '抽取未成功', tone: 'bad' },
};

/** A panel that has been drawn once and is drawn for again is short of a seat, not of everyone. */
export function statusOf({ status, drawnAt }: { readonly status: PublicPanel['status']; readonly drawnAt?: PublicPanel['drawnAt'] }) {
  const word = statusWords[status];
  if (drawnAt == null) return word;
  if (status === 'failed') return { ...word, label: '有席位空缺' };
  return status === 'requested' || status === 'contributing' ? { ...word, label: '正在补抽' } : word;
}

export const partWords: Readonly<Record<string, string>> = { initiator: '招标人一方', 'local-centre': '本地中心', 'partner-centre': '轮值中心', 'independent-ca': '独立认证机构' };
