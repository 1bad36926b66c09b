import { catalogue } from '#kernel/refusal.ts';

const law = '招标投标法 第三十七条';
const regulation = '招标投标法实施条例 第四十六条';
const replacement = '招标投标法实施条例 第四十八条';

type Bound = { readonly got: string; readonly want: string };

export const panelRefusals = catalogue('panel', {
  noTender: { kind: 'absent', text: (_: object) => '没有这个招标项目。', remedy: '请核对项目编号。' },
  noPanel: { kind: 'absent', text: (_: object) => '这个项目还没有申请组建评标委员会。', remedy: '由招标人或代理机构提出抽取申请。' },
  notInitiator: { kind: 'forbidden', text: (_: object) => '只有本项目的招标人或其代理机构可以申请抽取。', article: law, remedy: '请用招标人或代理机构的身份登录。' },
  notNow: { kind: 'conflict', text: (p: { why: string }) => `现在不能申请抽取：${p.why}。`, article: '评标委员会和评标方法暂行规定 第八条', remedy: '在公告发布之后、招标结束之前申请。' },
  alreadyRequested: { kind: 'conflict', text: (_: object) => '本项目已经提出抽取申请，不得重复抽取或者更换。', article: regulation, remedy: '成员不能到场的，系统按已抽定的次序递补。' },
  reportBeforeOpening: { text: (_: Bound) => '报到时间早于开标时间。', remedy: '请把报到时间定在开标之后。', got: (p: Bound) => p.got, want: (p: Bound) => p.want },
  reportPassed: { text: (_: Bound) => '报到时间已经过去。', remedy: '请给专家留出答复和到场的时间。', got: (p: Bound) => p.got, want: (p: Bound) => p.want },
  unknownSpecialty: { kind: 'invalid', text: (p: { code: string }) => `专业代码 ${p.code} 不在评标专家专业分类中。`, remedy: '请从专业分类中选择。' },
  noAuthorisation: { kind: 'invalid', text: (_: object) => '没有找到招标人代表的授权文件。', remedy: '请先上传授权文件，再提交申请。' },
  representativeBarred: { kind: 'forbidden', text: (_: object) => '行政监督部门或交易中心的人员不得担任本项目的招标人代表。', article: regulation, remedy: '请委派熟悉本项目和有关规定的本单位人员。' },
  noSuchRound: { kind: 'conflict', text: (_: object) => '没有这一轮抽取，或它已经结束。', remedy: '请重新查询待办的抽取。' },
  notContributor: { kind: 'forbidden', text: (_: object) => '不是这一轮抽取的参与方。', remedy: '随机数由申请中列明的各方产生。' },
  alreadyContributed: { kind: 'conflict', text: (_: object) => '本步骤已经办过，不能更改。', remedy: '等待其他各方。' },
  notThisStep: { kind: 'conflict', text: (p: { step: string }) => `还没有到，或已经过了这一步（当前：${p.step}）。`, remedy: '请重新查询待办的抽取。' },
  stepOver: { kind: 'conflict', text: (_: object) => '这一步的时间已过。', remedy: '缺席已被记录；等待下一轮或监督部门处理。' },
  escrowIncomplete: { kind: 'invalid', text: (_: object) => '托管的份额没有分给其他每一方。', remedy: '每个其他参与方各一份，不多不少。' },
  escrowDiffers: { text: (_: object) => '托管的内容与先前承诺的不一致。', remedy: '请提交作出承诺时的那一份。' },
  sharesIncomplete: { kind: 'invalid', text: (_: object) => '应当逐一答复其他每一方的份额。', remedy: '打不开的填 null，不能省略。' },
  roundWaiting: { kind: 'conflict', text: (_: object) => '这一轮还在等待参与方。', remedy: '稍后再试。' },
  notDrawn: { kind: 'conflict', text: (_: object) => '评标委员会还没有抽出，或已经组成、解散。', remedy: '请刷新后核对状态。' },
  noCall: { kind: 'absent', text: (_: object) => '没有这个评标任务。', remedy: '请刷新任务列表。' },
  callAnswered: { kind: 'conflict', text: (_: object) => '这个任务已经答复，或已经结束。', remedy: '请刷新任务列表。' },
  callOver: { kind: 'conflict', text: (_: object) => '答复时间已过，已由下一位递补。', remedy: '以后请在期限内答复。' },
  notMember: { kind: 'forbidden', text: (_: object) => '不是本项目评标委员会的成员。', article: law, remedy: '请核对登录的身份。' },
  notMatched: { kind: 'conflict', text: (_: object) => '投标人名单还没有比对，不能签署回避声明。', remedy: '开标并完成比对、到报到时间后再签署。' },
  tooEarly: { kind: 'conflict', text: (_: object) => '还没有到报到时间。', remedy: '到评标地点报到时再签署。' },
  biddersDiffer: { kind: 'conflict', text: (_: object) => '声明所列的投标人与公布的名单不一致。', remedy: '请刷新后重新签署。' },
  alreadySigned: { kind: 'conflict', text: (_: object) => '已经签署过回避声明。', remedy: '等待其他成员。' },
  answerFirst: { kind: 'conflict', text: (_: object) => '还没有答复评标通知。', remedy: '请在“评标任务”里答复；不能参加的直接谢绝。' },
  evaluated: { kind: 'conflict', text: (_: object) => '评标已经结束，报告已经提交，成员不再更换。', article: replacement, remedy: '发现应当回避的情形，请向监督部门书面报告。' },
  evaluationBegun: { kind: 'conflict', text: (_: object) => '评标已经开始，招标人代表不能由招标人更换。', article: replacement, remedy: '代表有回避事由、不能继续评标的，由其本人退出，再委派他人。' },
  noRepresentativeSeat: { kind: 'conflict', text: (_: object) => '本评标委员会没有招标人代表的席位。', article: law, remedy: '成员人数在申请时已经确定，不能增加。' },
  sameRepresentative: { kind: 'conflict', text: (_: object) => '这个人已经担任过本项目的招标人代表，不能再次委派。', article: replacement, remedy: '请委派另一人。' },
  nobodyAbsent: { kind: 'conflict', text: (p: { minutes: number }) => `没有超过报到时间 ${p.minutes} 分钟仍未到场的成员。`, article: replacement, remedy: '到时仍未到场的，再登记缺席。', rule: 'eng.panel.absence' },
  nothingVacant: { kind: 'conflict', text: (_: object) => '没有需要补抽的席位。', article: regulation, remedy: '名次用尽时由系统按原条件补抽；补抽不成的，再放宽条件申请。' },
  seatsDiffer: { text: (_: Bound) => '补抽的人数与空缺的席位不一致。', remedy: '空几席补几席，评标委员会的人数不变。', got: (p: Bound) => p.got, want: (p: Bound) => p.want, article: law },
  nothingToMove: { kind: 'conflict', text: (_: object) => '报到时间不需要变动。', remedy: '投标截止改期的，报到时间自动顺延。' },
  nothingToName: { kind: 'conflict', text: (_: object) => '中标结果确定前，评标委员会成员名单保密。', article: law, remedy: '各标段中标结果确定后自动公开给当事各方。' },
});
