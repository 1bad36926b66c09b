/** The pool as the department sees it. */
export const poolQueryKey = ['experts'] as const;
