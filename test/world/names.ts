import { area, league, nameOf } from '#kernel/divisions.ts';
import { usccCheckCharacter } from '#kernel/uscc.ts';
import type { Chance } from './chance.ts';

const familyNames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'];
const givenNames = ['建国', '志强', '海燕', '丽娟', '文博', '晓峰', '立新', '春梅', '永胜', '玉兰', '思远', '国栋', '慧敏', '俊杰', '雪梅', '宏伟', '振华', '静怡', '少华', '明月', '学军', '秀英', '子涵', '浩然', '桂芳', '振东', '艳红', '卫平', '凤霞', '泽宇'];
const mongolianNames = ['巴特尔', '乌云其其格', '苏日娜', '阿古拉', '萨仁高娃', '朝鲁', '娜仁花', '布仁巴雅尔', '额尔德尼', '其木格', '哈斯', '塔娜', '宝音', '查干', '敖日格乐', '斯琴', '那日苏', '图雅', '格日勒', '孟和'];

export function personName(random: Chance): string {
  return random.below(5) === 0 ? random.pick(mongolianNames) : random.pick(familyNames) + random.pick(givenNames);
}

const organisationAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code of the right form whose check characters hold; the bodies behind them do not exist. */
export function demoUscc(kind: 'organ' | 'institution' | 'enterprise', divisionCode: string, serial: number): string {
  const prefix = { organ: '11', institution: '12', enterprise: '91' }[kind];
  const division = /^\d{6}$/.test(divisionCode) ? divisionCode : `${divisionCode.slice(0, 4)}00`;
  const body = `MA${String(serial).padStart(6, '0')}`;
  const first17 = `${prefix}${division}${body}${bodyCheck(body)}`;
  return first17 + usccCheckCharacter(first17);
}

/** GB 11714: weights 3,7,9,10,5,8,4,2 modulo 11; X is not in the alphabet of the code's rest, and so is written as it is. */
function bodyCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const gb11714 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const sum = weights.reduce((total, weight, i) => total + weight * gb11714.indexOf(body[i] as string), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : (organisationAlphabet[check] as string);
}

export function placeName(code: string): string {
  return area(code)?.name ?? league(code)?.name ?? nameOf(code) ?? code;
}
