/** An organisation as a project names it. */
export type Holder = { readonly orgId: string; readonly name: string };

/** The agency with its agreement: chosen by the initiator, never by the platform. */
export type Agency = Holder & { readonly agreement: { readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string } };

/** The articles behind the answers at registration. */
export type Basis = {
  /** 必须招标 · 应进必进 · 自愿进场 */
  readonly duty: 'mustTender' | 'mustEnter' | 'voluntary';
  readonly dutyArticle: string;
  readonly routeArticle: string;
  readonly routeNote: string | null;
  readonly departmentArticle: string;
  readonly departmentNote: string | null;
};
