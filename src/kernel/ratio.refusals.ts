import { catalogue } from './refusal.ts';

export const ratioRefusals = catalogue('ratio', {
  malformed: {
    kind: 'invalid',
    text: () => '这不是一个十进制数。',
    remedy: '请只填数字，可带负号和小数点，例如 5.5。',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '十进制数，小数不超过 30 位',
  },
});
