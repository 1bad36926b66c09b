import { ruleOf } from '../rule.ts';

/** How time is counted; `#kernel/time` computes so. */
export const timeRules = [
  ruleOf({ key: 'time.startExcluded', value: '开始的当日不计入，自次日起算', unit: 'text', title: '期间的开始', by: 'civilCode', article: '第二百零一条' }),
  ruleOf({ key: 'time.lastDay', value: '最后一日是休息日的，以休息日结束后的次日为最后一日，到二十四时止', unit: 'text', title: '期间的届满', by: 'civilCode', article: '第二百零三条' }),
  ruleOf({ key: 'time.day', value: '“日”是自然日；“工作日”按国务院办公厅公布的放假和调休安排', unit: 'text', title: '日与工作日', by: 'practice', article: '', note: '当年安排未公布的不推算' }),
  ruleOf({ key: 'time.inclusive', value: '“以上”“以下”“以内”含本数，“不足”“超过”不含', unit: 'text', title: '数的界限', by: 'civilCode', article: '第一千二百五十九条' }),
  ruleOf({ key: 'time.beforeDeadline', value: '至少若干日前，即不晚于截止日减去该日数的那一天', unit: 'text', title: '截止前的日数', by: 'tenderRegulation', article: '第二十一条、第二十二条' }),
  ruleOf({ key: 'time.trusted', value: '以数据电文完整进入平台的服务器时间为准', unit: 'text', title: '收到时间', by: 'signatureLaw', article: '第十一条' }),
];
