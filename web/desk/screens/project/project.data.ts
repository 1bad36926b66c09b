import type { OrganisationKind } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Project } from '#trade/project/project.ts';
import { get } from '../../api.ts';
import { offline, ProblemError, problemFrom } from '../../../ui/problem.ts';

export type FileRef = { readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };
export type Holder = { readonly orgId: string; readonly name: string };
export type OrganisationItem = Holder & { readonly kind: string; readonly areaCode: string; readonly areaName: string; readonly legalRepresentative: string };

/** One line of `GET /api/projects`. */
export type ProjectItem = Pick<Project, 'projectId' | 'tenderId' | 'name' | 'areaCode' | 'initiator' | 'centre' | 'department' | 'method' | 'estimateFen' | 'transactionCode' | 'registeredAt'> & {
  readonly areaName: string;
  readonly agencyName: string | null;
  readonly lotCount: number;
  readonly status: string;
  readonly bidDeadlineAt: Instant | null;
  readonly venue: { readonly roomName: string; readonly from: Instant; readonly to: Instant } | null;
};
export type ProjectList = { readonly items: readonly ProjectItem[]; readonly can: readonly string[]; readonly serverNow: Instant };
export type ProjectDetail = Project & Pick<ProjectItem, 'areaName' | 'status' | 'bidDeadlineAt' | 'venue'> & { readonly can: readonly string[]; readonly serverNow: Instant };

type Signal = { readonly signal: AbortSignal };

export const projectsQuery = { queryKey: ['projects'], queryFn: ({ signal }: Signal) => get<ProjectList>('/api/projects', signal) } as const;

export function projectQuery(projectId: string) {
  return { queryKey: ['projects', projectId], queryFn: ({ signal }: Signal) => get<ProjectDetail>(`/api/projects/${encodeURIComponent(projectId)}`, signal) } as const;
}

export type Directory = { readonly areaCode: string; readonly holders: Readonly<Record<string, Holder>> };

export function directoryQuery(areaCode: string) {
  return { queryKey: ['directory', areaCode], queryFn: ({ signal }: Signal) => get<Directory>(`/api/directory/${areaCode}`, signal) } as const;
}

export async function searchOrganisations(text: string, kind?: OrganisationKind): Promise<readonly OrganisationItem[]> {
  const { items } = await get<{ items: readonly OrganisationItem[] }>(`/api/organisations?${new URLSearchParams({ q: text, ...(kind ? { kind } : {}) }).toString()}`);
  return items;
}

/** Sends a file to the platform. Throws ProblemError. */
export async function uploadFile(file: File): Promise<FileRef> {
  const query = new URLSearchParams({ name: file.name, mediaType: file.type || 'application/octet-stream' });
  let response: Response;
  try {
    response = await fetch(`/api/files?${query.toString()}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file });
  } catch {
    throw new ProblemError(offline);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(answer, response.status));
  return answer as FileRef;
}

export const statusWords: Readonly<Record<string, { readonly label: string; readonly tone: 'plain' | 'sky' | 'act' | 'ok' | 'bad' }>> = {
  registered: { label: '已登记', tone: 'plain' }, published: { label: '招标中', tone: 'act' }, closed: { label: '已截止', tone: 'sky' }, ended: { label: '已结束', tone: 'ok' },
};

export const methodWords = { open: '公开招标', invited: '邀请招标' } as const;
