import { catalogue } from '#kernel/refusal.ts';

const services = '内蒙古自治区公共资源交易管理办法 第十五条';

export const venueRefusals = catalogue('venue', {
  absent: { text: (_: object) => '没有这个场地。', remedy: '请从场地日历中选择。', kind: 'absent' },
  roomExists: { text: (_: object) => '这个场地编号已经使用。', remedy: '请刷新后重新登记。', kind: 'conflict' },
  notCentre: { text: (_: object) => '只有交易中心可以开放场地。', remedy: '请以中心场地管理人员身份登录。', kind: 'forbidden', article: services },
  tenderAbsent: { text: (_: object) => '没有这个招标项目。', remedy: '请先登记项目，再预约场地。', kind: 'absent' },
  notYours: {
    text: (_: object) => '只能为自己的项目，或由本中心为在本中心交易的项目办理场地。',
    remedy: '请以招标人、代理机构或项目所在中心的身份办理。',
    kind: 'forbidden',
  },
  otherCentre: {
    text: (p: { centre: string }) => `这个项目在${p.centre}交易，场地不在这个中心。`,
    remedy: '请预约项目所在中心的场地。',
    want: (p: { centre: string }) => p.centre,
  },
  terminated: { text: (_: object) => '招标已经终止，不再安排场地。', remedy: '重新招标的，登记新的招标项目后再预约。', kind: 'conflict', article: '招标投标法实施条例 第三十一条', rule: 'eng.terminate' },
  closed: { text: (_: object) => '项目已经截止，不能再改开标场地。', remedy: '请联系中心处理现场事宜。', kind: 'conflict' },
  past: {
    text: (_: object) => '预约的开始时间已经过去。',
    remedy: '请选择现在以后的时间。',
    got: (p: { now: string; from: string }) => p.from,
    want: (p: { now: string; from: string }) => `${p.now} 以后`,
  },
  length: {
    text: (p: { hours: number }) => `一次预约要在开始之后结束，且不超过 ${p.hours} 小时。`,
    remedy: '请调整起止时间；更长的占用请分次预约。',
  },
  taken: {
    text: (p: { room: string; from: string; to: string }) => `${p.room}在 ${p.from} 至 ${p.to} 已被预约。`,
    remedy: '请另选时间或另一间场地；日历上的空白处都可以预约。',
    article: services,
    kind: 'conflict',
  },
  bookingAbsent: { text: (_: object) => '没有这个预约，或已经取消。', remedy: '请刷新日历查看。', kind: 'absent' },
  inUse: {
    text: (_: object) => '这是该项目现在的开标场地，不能直接取消。',
    remedy: '请先预约新的开标场地，再取消这一个。',
    kind: 'conflict',
  },
});
