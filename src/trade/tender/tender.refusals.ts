import { catalogue } from '#kernel/refusal.ts';

const terminating = '招标投标法实施条例 第三十一条';

export const tenderRefusals = catalogue('tender', {
  absent: { text: (_: object) => '没有这个招标项目。', remedy: '请从项目列表重新进入。', kind: 'absent' },
  notYours: {
    text: (p: { initiator: string }) => `这个项目由“${p.initiator}”或者其招标代理机构办理。`,
    remedy: '请以该单位经办人的身份登录。', article: '招标投标法 第九条、第十二条', kind: 'forbidden',
  },
  notNow: {
    text: (p: { act: string; phase: string }) => `项目现在处于“${p.phase}”，不能${p.act}。`,
    remedy: '请看项目进程，等到可以办理的阶段。',
  },
  suspended: {
    text: (p: { by: string }) => `项目已由${p.by}责令暂停。`, remedy: '等待恢复交易的通知；恢复时截止时间相应顺延。', article: '招标投标法实施条例 第六十二条',
  },
  noDraft: { text: (_: object) => '还没有编制招标文件。', remedy: '先编制并保存招标文件，再发布。' },
  draftChanged: {
    text: (_: object) => '你签署的不是现在保存的这一稿。', remedy: '刷新页面，核对最新一稿后重新签署。', kind: 'conflict',
  },
  document: {
    text: (p: { problem: string; more: number }) => `${p.problem}${p.more > 0 ? `另有 ${p.more} 处需要改正。` : ''}`,
    remedy: '按编制页面左侧的提示逐处改正。',
  },
  noVenue: {
    text: (p: { deadline: string }) => `还没有预约投标截止时刻（${p.deadline}）可用的开标场地。`,
    remedy: '先在“场地预约”中预约覆盖这一时刻的开标室。', article: '内蒙古自治区公共资源交易管理办法 第十五条', rule: 'eng.opening.sameInstant',
  },
  noKeyHolder: {
    text: (p: { part: string }) => `投标文件的密钥由四方分持，现在缺少${p.part}的密钥保管方。`,
    remedy: '请该单位先登记密钥代理；未登记前不能发布，因为没有办法替投标人保密到开标。', article: '电子招标投标办法 第二十六条',
  },
  amendmentNumber: {
    text: (p: { got: number; want: number }) => `这应当是第 ${p.want} 号澄清或者修改，提交的是第 ${p.got} 号。`,
    remedy: '刷新页面后重新签署，可能同事刚刚发布了一份。', kind: 'conflict',
  },
  nothingSaid: { text: (_: object) => '这份澄清既没有答复，也没有修改、补充文件或者调整截止时间。', remedy: '至少写一项。' },
  noSuchPath: { text: (p: { path: string }) => `招标文件里没有“${p.path}”这一处，或者它不能用修改公告改动。`, remedy: '从“选择要修改的内容”里挑选。', kind: 'invalid' },
  badValue: { text: (p: { title: string; problem: string }) => `“${p.title}”：${p.problem}。`, remedy: '请改正后重新提交。', kind: 'invalid' },
  unchanged: { text: (p: { title: string }) => `“${p.title}”改动前后相同。`, remedy: '删去这一项，或者填写改动后的内容。', kind: 'invalid' },
  affects: {
    text: (p: { title: string }) => `修改“${p.title}”必然影响投标文件编制。`, remedy: '请勾选“影响投标文件编制”，平台会算出应当顺延到何时。', article: '招标投标法实施条例 第二十一条',
  },
  deadlineEarlier: {
    text: (_: object) => '投标截止时间只能推后，不能提前。', remedy: '填写不早于原截止时间的时刻。', article: '招标投标法 第二十四条',
    got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => `不早于 ${p.want}`,
  },
  deadlineTooSoon: {
    text: (_: object) => '投标截止时间已经因暂停而顺延，新的时间不能更早。', remedy: '暂停期间不计入编制投标文件的时间，请填写更晚的时刻。', article: '招标投标法实施条例 第二十二条',
    got: (p: { got: string; want: string }) => p.got, want: (p: { got: string; want: string }) => `不早于 ${p.want}`,
  },
  terminated: {
    text: (p: { act: string; at: string }) => `招标已于 ${p.at} 终止，不能${p.act}。`, remedy: '请看终止公告；重新招标的，会另发招标公告。', article: terminating, rule: 'eng.terminate', kind: 'conflict',
  },
  terminatedBefore: { text: (p: { at: string }) => `招标已于 ${p.at} 终止，理由已经公告，不能再改。`, remedy: '要补充说明的，请联系监督部门。', article: terminating, rule: 'eng.terminate', kind: 'conflict' },
  notPublished: { text: (_: object) => '招标公告还没有发布，谈不上终止招标。', remedy: '不再招标的，不发布就是；草稿不会公开。', article: terminating, rule: 'eng.terminate', want: (_: object) => '招标公告发布以后、投标截止以前' },
  tooLateToTerminate: {
    text: (p: { phase: string }) => `项目现在处于“${p.phase}”，投标截止以后不能再由招标人终止招标。`,
    remedy: '截止以后按开标、评标的结果办理：投标人不足或者全部被否决的，公告招标失败；发现违法的，报请监督部门责令暂停。', article: terminating, rule: 'eng.terminate',
    got: (p: { phase: string }) => p.phase, want: (_: object) => '招标公告发布以后、投标截止以前',
  },
  terminationGround: { text: (_: object) => '这不是可以终止招标的情形。', remedy: '从列明的情形中选择；没有这些情形的不得擅自终止。', article: terminating, rule: 'eng.terminate.grounds', path: 'ground', kind: 'invalid' },
  pastDeadline: { text: (_: object) => '投标截止时间已到，不能再澄清或者修改招标文件。', article: '招标投标法 第二十三条' },
});
