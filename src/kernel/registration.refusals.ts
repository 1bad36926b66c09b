import { catalogue } from './refusal.ts';

/** Refusals for the numbers under which the state registers organisations and persons. */
export const registrationRefusals = catalogue('registration', {
  usccForm: {
    kind: 'invalid',
    text: () => '统一社会信用代码的格式不对。',
    remedy: '请照营业执照或登记证书填写 18 位代码；代码不用字母 I、O、S、V、Z。',
    article: 'GB 32100-2015',
    got: (p: { text: string }) => p.text.slice(0, 40),
    want: () => '18 位数字或大写字母，第 3 至 8 位为数字',
  },
  usccCheck: {
    kind: 'invalid',
    text: () => '统一社会信用代码的校验位对不上，其中至少有一位填错。',
    remedy: '请逐位核对营业执照或登记证书。',
    article: 'GB 32100-2015',
    got: (p: { text: string }) => p.text,
  },
  /** These never repeat the number: it is personal data, and refusals are stored. */
  personForm: {
    kind: 'invalid',
    text: () => '公民身份号码的格式不对。',
    article: 'GB 11643-1999',
    want: () => '17 位数字加一位数字或 X',
  },
  personBirth: {
    kind: 'invalid',
    text: () => '公民身份号码第 7 至 14 位不是有效的出生日期。',
    article: 'GB 11643-1999',
    want: () => '年月日，例如 19880229',
  },
  personCheck: {
    kind: 'invalid',
    text: () => '公民身份号码的校验位对不上，其中至少有一位填错。',
    remedy: '请逐位核对身份证。',
    article: 'GB 11643-1999',
    want: () => '与校验位相符的号码',
  },
});
