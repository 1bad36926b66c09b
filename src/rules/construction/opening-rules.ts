import { microsPerMinute } from '#kernel/time/instant.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { ruleOf } from '../rule.ts';

/** The hour of the opening itself. */
export const openingRules = [
  ruleOf({ key: 'e.host.from', value: 30, unit: 'minute', title: '主持人可提前签到的时长', by: 'practice', article: '', unverified: true, note: '招标人或者其代理机构主持；无人签到也到时自动开标并记录' }),
  ruleOf({ key: 'e.object.window', value: 30, unit: 'minute', title: '公布报价后当场提出异议的时长默认值', by: 'practice', article: '', unverified: true, note: '异议应当当场提出、当场答复并记录（招标投标法实施条例第四十四条）' }),
  ruleOf({ key: 'e.record.grace', value: 30, unit: 'minute', title: '异议时间届满后留给主持人确认开标记录的时长', by: 'practice', article: '', unverified: true, note: '届时仍未确认且没有未答复的异议，开标记录自行确认并注明' }),
];

type OpeningKey = 'e.host.from' | 'e.object.window' | 'e.record.grace';

/** A bound of the opening hall, in microseconds. */
export function openingMicros(pack: RulePack, key: OpeningKey): number {
  return valueOf(pack, key, 'minute') * microsPerMinute;
}
