/** What each kind of event is called in the record of a tender. */
const titles: Readonly<Record<string, string>> = {
  ProjectRegistered: '登记项目', HostSignedIn: '主持人签到', ContributionEscrowed: '一方把随机值交各方分存', PoolTaken: '固定专家库和回避名单', TranscriptKept: '保存抽取过程', ReplacementKept: '保存递补过程',
  TenderRegistered: '登记招标项目', VenueAssigned: '安排开标场地', DraftComposed: '编制招标文件', NoticePublished: '发布招标公告和招标文件', DocumentAmended: '发布澄清或者修改', ObjectionNoted: '收到异议',
  ObjectionSettled: '答复异议', TenderSuspended: '责令暂停', TenderResumed: '恢复交易', ClosingPostponed: '截止推迟', DeadlineMoved: '投标截止时间变更', TenderClosed: '投标截止', TenderTerminated: '终止招标', TenderEnded: '招标结束',
  OpeningClosed: '公布投标人名单', LotFailed: '投标人不足，标段失败', HostCame: '主持人到场', SealChecked: '投标人核对密封', DrawSourceAdded: '加入抽取的随机来源', SharesReleased: '密钥代理交出份额', KeyGivenByBidder: '投标人自行解密',
  DecryptWindowMoved: '延长解密时间', DecryptionEnded: '解密结束', CoefficientDrawn: '抽取评标系数', PricesAnnounced: '同时公布全部报价', SpotObjectionRaised: '开标现场提出异议', SpotObjectionAnswered: '当场答复异议', OpeningRecorded: '开标记录确认',
  PanelRequested: '申请抽取评标专家', SupplementRequested: '申请补充抽取评标专家', RepresentativeReplaced: '更换招标人代表', RoundOpened: '开始一轮抽取', ValueCommitted: '一方交出随机值的承诺', CommitmentsLogged: '各方承诺写入公开日志', EscrowDeposited: '一方把随机值交各方分存', RoundFailed: '这一轮抽取作废，重新抽取',
  Drawn: '抽取评标专家', DrawInfeasible: '符合条件的专家不够', PanelFailed: '组建评标委员会失败', MemberCalled: '通知一位专家', ReportMoved: '报到时间随投标截止顺延', MemberCallMoved: '通知一位专家报到时间已改', CallClosed: '一位专家逾期没有答复', MemberAccepted: '一位专家接受', MembersReplaced: '补换专家',
  BiddersMatched: '与投标人名单核对回避', AvoidanceSigned: '一位成员签署回避承诺', PanelSeated: '评标委员会组成', PanelStoodDown: '评标委员会解散', MembersNamed: '公开评标委员会名单', MemberSignedIn: '评标委员会成员签到', ChairElected: '推选评标委员会主任', EvaluationOpened: '评标开始准备', EvaluationBegun: '开始评标', CheckingReported: '清标报告',
  PreliminaryVoted: '初步评审表决', PreliminaryClosed: '初步评审结束', RejectionProposed: '提议否决投标', RejectionVoted: '否决表决', BidRejected: '否决投标', ScoresSubmitted: '成员提交评分', ClarificationAsked: '要求投标人澄清',
  ClarificationAnswered: '投标人答复澄清', ReportDrafted: '起草评标报告', ReportSigned: '签署评标报告', EvaluationReported: '评标报告完成', EvaluationReturned: '评标报告退回复核',
  ReportReceived: '招标人收到评标报告', ReportReturned: '招标人退回评标报告', FailureDeclared: '公告招标失败', CandidatesPublished: '公示中标候选人', PublicityEnded: '公示期满', AwardDecided: '确定中标人', LetterIssued: '发出中标通知书', BidderNotified: '通知投标人结果',
  ResultPublished: '公告中标结果', ReportedToDepartment: '向监督部门提交书面报告', ContractConcluded: '合同签订完成', DutyOverdue: '法定事项逾期', ContractDrafted: '起草合同', ContractSigned: '一方签署合同', ContractUploaded: '上传已签合同', ContractConfirmed: '中标人确认已签合同',
  DepositRecorded: '列出投标保证金', SealedDepositRecorded: '列出投标保证金', DepositArrived: '保证金到账', GuaranteeReceived: '收到保函、保险', DepositNotArrived: '保证金未到账', ReturnDue: '保证金应当退还', DepositReturned: '退还投标保证金', DepositForfeited: '不予退还投标保证金', ReturnOverdue: '保证金逾期未退',
  InquiryAsked: '提出一个问题', SeatsChanged: '评标席位变更',
  RelationsDeclared: '申报应当回避的关系', ChairVoted: '推选主任的一票', CompetitionVoted: '对竞争性的一票', CompetitionJudged: '对竞争性作出判断', RejectionDropped: '否决提议未通过', Scored: '一位成员保存评分', ReportWithdrawn: '撤回评标报告草稿',
  AgreementDeemed: '逾期不签也不写不同意见，视为同意', ClarificationLapsed: '澄清逾期没有答复', DecryptionPaused: '解密暂停计时', ObjectionRaised: '提出异议', ObjectionAnswered: '答复异议',
  SalePublished: '发布出让、转让公告', Applied: '提交竞买申请', QualificationDecided: '确认竞买资格', PaddleGiven: '发给竞买号', BidRefused: '一次报价没有接受',
  AuctionScheduled: '排定竞价', ParticipantsSeated: '竞买人入场', NumberEntered: '登记一个竞买号', ParticipantAdmitted: '一位竞买人入场', StageBegun: '竞价进入下一阶段', BidAccepted: '有效报价', WentOn: '表示继续竞价', OfferSealed: '提交一次密封报价', OfferWithdrawn: '撤回密封报价', OffersOpened: '打开密封报价', OffersClosed: '密封报价截止', OfferPlaced: '提交一次密封报价', SealingPrepared: '准备密封报价', OffersListed: '列出密封的报价', OfferSharesGiven: '密钥代理交出报价的份额', SealingOpened: '打开全部密封报价', SealingLapsed: '没有密封报价即结束', LotteryJoined: '表示参加摇号', LotteryDrawn: '摇号', LotteryPrepared: '准备摇号', LotterySourceAdded: '一方把摇号的随机值交各方分存', LotteryListed: '定下参加摇号的竞买号', LotterySharesGiven: '密钥代理交出摇号的份额', LotteryLapsed: '没有摇号即结束', LotteryConcluded: '摇号得出结果',
  FloorOpened: '拍卖师宣布开始', PriceCalled: '拍卖师叫价', HammerFell: '落槌',
  PriceDropped: '降价', TurnBegun: '轮到下一位报价', StepChanged: '调整加价幅度', AuctionPaused: '暂停竞价', AuctionResumed: '恢复竞价', AuctionEnded: '竞价结束', ParticipantsAnnounced: '公布竞买号', ReserveCompared: '与底价比对', ReserveOpened: '开启底价',
  DealOpened: '登记竞价结果', ConfirmationSigned: '一方签署成交确认书', ConfirmationCompleted: '成交确认书签署完成', SaleResultPublished: '公布成交结果', SaleContractDrafted: '起草出让、转让合同', SaleContractSigned: '一方签署出让、转让合同',
  SaleContractConcluded: '出让、转让合同签订完成', PaymentReceived: '登记价款到账', DealLapsed: '取消成交', CertificateIssued: '出具交易凭证', DealOverdue: '成交手续逾期',
  NoteAdded: '见证记录', IncidentReported: '异常情况报告', ArchiveCompiled: '编制档案', ArchiveAccepted: '接收档案', Disclosed: '按规定公开', DocumentTaken: '获取招标文件', BidSubmitted: '递交投标文件', BidWithdrawn: '撤回投标文件',
};

const streamTitles: Readonly<Record<string, string>> = {
  project: '项目', hall: '开标准备', draw: '专家抽取', tender: '招标', taking: '获取文件', inquiry: '提问', objection: '异议', bid: '投标', opening: '开标', panel: '评标委员会', evaluation: '评标', award: '定标', notice: '通知', contract: '合同', deposit: '保证金', witness: '见证', archive: '档案', sale: '出让、转让公告', application: '竞买申请', auction: '竞价', attempt: '未接受的报价', deal: '成交手续',
};

/** Streams whose events can stand in a record. */
export const streamTypes = Object.keys(streamTitles);

export function isTitled(kind: string): boolean {
  return kind in titles;
}

export function titleOf(kind: string, streamType: string): string {
  return titles[kind] ?? `${streamTitleOf(streamType)}记录`;
}

export function streamTitleOf(streamType: string): string {
  return streamTitles[streamType] ?? '其他';
}
