import { catalogue } from './refusal.ts';

export const moneyRefusals = catalogue('money', {
  malformedFen: {
    kind: 'invalid',
    text: () => '金额应是以分为单位的整数。',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '整数分，例如 9864000000 表示 98640000.00 元',
  },
  malformedYuan: {
    kind: 'invalid',
    text: () => '金额写法不对。',
    remedy: '请填以元为单位的数字，最多两位小数；分节逗号可有可无，有则每三位一个。',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '例如 138420000.00 或 138,420,000.00',
  },
  tooLarge: {
    kind: 'invalid',
    text: () => '金额超出平台能记的范围。',
    remedy: '请检查单位：此处以元为单位，不是万元。',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '小于一亿亿元',
  },
});
