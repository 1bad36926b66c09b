import { catalogue } from '#kernel/refusal.ts';

export const awardRefusals = catalogue('award', {
  absent: { text: (_: object) => '这个标段还没有收到评标报告。', remedy: '评标委员会全体签署报告后，这里会自动出现。', kind: 'absent' },
  notInitiator: { text: (p: { initiator: string }) => `定标由“${p.initiator}”或者其招标代理机构办理。`, remedy: '请以该单位经办人的身份登录。', article: '招标投标法 第四十条', kind: 'forbidden' },
  notReported: { text: (_: object) => '评标报告还没有完成签署。', kind: 'conflict' },
  noCandidates: { text: (_: object) => '评标委员会否决了全部投标，没有中标候选人。', remedy: '公告招标失败，依法重新招标。', article: '招标投标法 第四十二条' },
  hasCandidates: { text: (_: object) => '评标委员会推荐了中标候选人，这个标段没有失败。', remedy: '公示中标候选人；认为评审有误的，依法定情形退回评标报告。', article: '招标投标法实施条例 第五十四条' },
  notNow: { text: (p: { act: string; status: string }) => `这个标段现在${p.status}，不能${p.act}。`, remedy: '请看页面上方的进程，按顺序办理。', kind: 'conflict' },
  publicityRunning: {
    text: (p: { until: string }) => `中标候选人公示到 ${p.until} 才结束。`, remedy: '公示期满且异议全部答复后再定标。', article: '招标投标法实施条例 第五十四条', rule: 'eng.candidate.publishMin',
  },
  openObjection: { text: (p: { count: number }) => `有 ${p.count} 件对评标结果的异议没有答复，招标投标活动暂停。`, remedy: '先答复异议，再继续。', article: '招标投标法实施条例 第五十四条', rule: 'eng.objection.reply' },
  objectionUpheld: {
    text: (_: object) => '对评标结果的异议已经成立，不能照原来的结果定标。', remedy: '退回评标委员会复核并重新公示；或者列明法定情形，依次递补下一名候选人。', article: '招标投标法实施条例 第五十四条、第五十五条',
  },
  suspended: { text: (p: { by: string }) => `项目已由${p.by}责令暂停。`, remedy: '等待恢复交易的通知。', article: '招标投标法实施条例 第六十二条' },
  outside: { text: (_: object) => '中标人只能在公示的中标候选人中确定。', remedy: '请从候选人名单中选择。', article: '招标投标法 第四十条' },
  notFirst: {
    text: (p: { name: string }) => `招标文件规定排名第一的中标候选人中标，“${p.name}”排在前面却没有说明越过的理由。`,
    remedy: '对每一名排在前面的候选人，分别列明法定情形并附证明材料；没有这些情形的，应当确定其中标。', article: '招标投标法实施条例 第五十五条', rule: 'eng.award.next',
  },
  passGround: { text: (_: object) => '越过候选人的理由不是法定情形，或者没有附证明材料。', remedy: '从列明的四种情形中选择，写明事实并附上材料。', article: '招标投标法实施条例 第五十五条', rule: 'eng.award.next' },
  passStray: { text: (_: object) => '越过的候选人与所选中标人的排名对不上。', remedy: '只列排在中标人前面的候选人，每人一次。', kind: 'invalid' },
  panelDecides: { text: (_: object) => '招标文件授权评标委员会直接确定中标人。', remedy: '公示期满后由平台按评标报告自动记录，不需要办理。', article: '招标投标法 第四十条' },
  noProcess: { text: (_: object) => '评定分离须写明定标过程和理由。', remedy: '写明定标委员会如何比较候选人、为什么选定这一家（不少于二十个字）。', article: '招标投标法 第四十条', rule: 'eng.award.process', kind: 'invalid' },
  addressees: { text: (_: object) => '中标通知书必须同时通知本标段的全部投标人，名单不完整。', remedy: '请刷新页面后重新签署。', article: '招标投标法 第四十五条', kind: 'invalid' },
  contractSigned: { text: (_: object) => '合同已经签订，不能改变中标结果。', article: '招标投标法 第四十五条、第四十六条' },
  noLetter: { text: (_: object) => '没有发给你单位的通知书。', remedy: '通知书发出后，收件单位、招标人一方和监督部门可以下载。', kind: 'absent' },
  nothingDue: { text: (_: object) => '没有到期的事项。', kind: 'conflict' },
});
