import { catalogue } from '#kernel/refusal.ts';

/** Why there is no bundle to give. */
export const bundleRefusals = catalogue('bundle', {
  absent: { text: (_: object) => '没有这个标段。', remedy: '请核对标段编号。', kind: 'absent' },
  notYet: { text: (_: object) => '这个标段还没有完成开标，证据包尚未形成。', remedy: '开标记录确认后，任何人都可以下载。', kind: 'conflict' },
  notEnded: { text: (_: object) => '这个标的的竞价还没有结束，证据包尚未形成。', remedy: '竞价结束后，任何人都可以下载。', kind: 'conflict' },
  nothingMore: { text: (_: object) => '这个标的没有另外给贵单位看的内容。', remedy: '可以下载公开版，同样能够独立验证。', kind: 'forbidden' },
  notLogged: { text: (_: object) => '记录已经形成，正在等待日志的共签。', remedy: '一般不超过一分钟，请稍候再试。', kind: 'conflict' },
  signIn: { text: (_: object) => '当事人版只提供给本项目的当事人和监督部门。', remedy: '请先登录；不登录可以下载公开版。', kind: 'unauthenticated' },
  notParty: { text: (_: object) => '您所在的单位不是本项目的当事人。', remedy: '可以下载公开版，同样能够独立验证。', kind: 'forbidden' },
  unknownEdition: { text: (p: { edition: string }) => `没有“${p.edition}”这一版。`, remedy: '版本应为 public（公开版）或 parties（当事人版）。', kind: 'invalid' },
});
