/** A refusal or failure as the API tells it (RFC 9457 with the fields of `Refusal`). */
export type Problem = {
  readonly code: string;
  readonly title: string;
  readonly status?: number;
  readonly detail?: string;
  readonly remedy?: string;
  readonly article?: string;
  readonly rule?: string;
  readonly got?: string;
  readonly want?: string;
  readonly path?: string;
  readonly traceId?: string;
};

/** Thrown by the API client, so that queries and mutations carry it. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Reads what a server sent as problem+json; anything else becomes a problem that says what to do. */
export function problemFrom(body: unknown, status: number): Problem {
  const given: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const field = (name: string): Record<string, string> => (typeof given[name] === 'string' ? { [name]: given[name] } : {});
  const optional = ['detail', 'remedy', 'article', 'rule', 'got', 'want', 'path', 'traceId'].map(field);
  const remedy = status >= 500 ? { remedy: '请稍后再试；同一次操作重试不会重复办理。' } : {};
  return {
    code: 'http.unexpected',
    title: status >= 500 ? '服务器没有办成' : '请求没有被接受',
    ...field('code'),
    ...field('title'),
    status,
    ...remedy,
    ...optional.reduce((all, one) => ({ ...all, ...one }), {}),
  };
}

/** No answer came: whether the act was done is not known yet. */
export const offline: Problem = {
  code: 'network.unreachable',
  title: '没有连上服务器',
  detail: '这次操作是否已经办成还不确定。',
  remedy: '恢复连接后点“重试”：同一次操作只会办理一次。',
};

/** `error` as a problem; a bug of the page is named as one. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'page.fault', title: '页面出错了', detail: String(error), remedy: '请刷新页面再试；已提交的内容不会丢失。' };
}

/**
 * Whether a failed query stands in the way of its page: there is nothing to show yet, or the answer is a plain no. A
 * page that is filled in stays as it is while one of its repeated questions goes unanswered.
 */
export function isBlocking(error: Error | null, shown: unknown): error is Error {
  if (error === null) return false;
  const { status = 500 } = asProblem(error);
  return shown === undefined || (status >= 400 && status < 500 && status !== 408 && status !== 429);
}
