/**
 * A question to somebody outside, who may be slow or gone: asked at one look, answered at a later one. Workers take turns
 * on one loop, and a bank that hangs must not hold up an opening.
 */
export type Background<T> = {
  /** What has come since the last look. */
  take(): { readonly value: T } | { readonly error: unknown } | null;
  /** Asks, unless an answer is under way or waits to be taken. */
  begin(): void;
};

export function inBackground<T>(ask: () => Promise<T>): Background<T> {
  let isUnderWay = false;
  let answer: ReturnType<Background<T>['take']> = null;
  return {
    take() {
      const taken = answer;
      answer = null;
      return taken;
    },
    begin() {
      if (isUnderWay || answer !== null) return;
      isUnderWay = true;
      void ask().then((value) => ({ value }), (error: unknown) => ({ error })).then((settled) => {
        answer = settled;
        isUnderWay = false;
      });
    },
  };
}
