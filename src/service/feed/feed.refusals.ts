import { catalogue } from '#kernel/refusal.ts';

export const feedRefusals = catalogue('feed', {
  badRange: {
    text: (_: { limitMax: number }) => '读取位置或条数不对。',
    want: (p: { limitMax: number }) => `from 为不小于 0 的整数，limit 为 1–${p.limitMax}`,
    kind: 'invalid',
  },
});
