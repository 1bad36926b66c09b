import { catalogue } from '#kernel/refusal.ts';

const randomArticle = '招标投标法 第三十七条';

export const drawRefusals = catalogue('draw', {
  invalidRequest: {
    kind: 'invalid',
    text: (p: { detail: string }) => `抽取申请不正确：${p.detail}`,
    remedy: '请修改抽取申请后重新提交；已写入日志的申请不能修改，只能另行申请。',
  },
  poolMismatch: {
    text: () => '专家库快照与抽取申请中锁定的不一致',
    article: randomArticle,
    remedy: '请使用申请前已存入日志的专家库快照。',
    got: (p: { got: string; want: string }) => p.got,
    want: (p: { got: string; want: string }) => p.want,
  },
  avoidanceMismatch: {
    text: () => '回避名单与抽取申请中锁定的不一致',
    article: randomArticle,
    remedy: '请使用申请时已存入日志的回避名单；新发现的回避情形在抽取后按更换处理。',
    got: (p: { got: string; want: string }) => p.got,
    want: (p: { got: string; want: string }) => p.want,
  },
  duplicateEntry: {
    kind: 'invalid',
    text: (p: { list: string }) => `${p.list}中有重复的条目`,
    remedy: '同一人员只能出现一次，否则抽中的机会不相等。',
  },
  tooFewContributors: {
    kind: 'invalid',
    text: () => '随机数须由至少两个身份不同的参与方共同产生',
    article: randomArticle,
    remedy: '请增加一个利益相对的参与方。',
  },
  contributorsDiffer: {
    text: (p: { step: string }) => `${p.step}随机数的参与方与抽取申请中列明的不一致`,
    remedy: '每个列明的参与方提交一次，不能缺少，也不能增加；未公开的由密钥保管方打开托管的份额。',
  },
  commitmentBroken: {
    text: (p: { partyId: string }) => `参与方 ${p.partyId} 公开的随机数与其承诺不符`,
    remedy: '请由密钥保管方打开该参与方托管的随机数；仍不符时责任在该参与方，须另行申请抽取。',
  },
  transcriptDiffers: {
    text: (p: { part: string }) => `抽取记录与重新计算的结果不一致：${p.part}`,
    article: randomArticle,
    remedy: '请保存该记录并向监管部门反映。',
  },
  notStanding: {
    kind: 'conflict',
    text: (p: { id: string; row: string }) => `${p.id} 不在第 ${p.row} 行的成员或候补名单中`,
    remedy: '请刷新后核对人员当前的状态。',
  },
  nothingDrawn: {
    kind: 'conflict',
    text: () => '该次抽取人数不足，没有产生名单',
    remedy: '请放宽专业、地区或人数后另行申请抽取。',
  },
});
