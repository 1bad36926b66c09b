import type { Duty } from '#kernel/roles.ts';

/**
 * What a command is to the law, each exactly one thing. 办法 第四十八条 and 第三十九条: who serves may record, witness, report
 * and assist, and never approve, file, supervise or penalise.
 */
export type LegalFunction =
  | 'initiate' | 'respond' | 'contract' | 'evaluate' | 'register' | 'venue' | 'refund' | 'conduct' | 'witness' | 'certificate' | 'archive' | 'holder' | 'key' | 'clock'
  | 'approve' | 'file' | 'supervise' | 'penalise';

export const functions: Readonly<Record<string, LegalFunction>> = {
  'outage.record': 'clock', 'venue.release': 'clock',
  'organisation.register': 'register', 'organisation.change': 'register', 'person.enrol': 'register', 'naturalPerson.register': 'register', 'auctioneer.register': 'register', 'keyHolder.register': 'holder',
  'venue.open': 'venue', 'venue.book': 'venue', 'venue.cancel': 'venue',
  'expert.enrol': 'supervise', 'expert.suspend': 'penalise', 'expert.restore': 'penalise', 'expert.declareRelations': 'evaluate',
  'project.register': 'initiate', 'tender.compose': 'initiate', 'tender.publish': 'initiate', 'tender.clarify': 'initiate', 'tender.terminate': 'initiate', 'objection.answer': 'initiate',
  'taking.take': 'respond', 'taking.see': 'respond', 'inquiry.ask': 'respond', 'objection.raise': 'respond', 'bid.submit': 'respond', 'bid.withdraw': 'respond',
  'directive.suspend': 'supervise', 'directive.resume': 'supervise', 'directive.replaceMember': 'supervise',
  'opening.host': 'initiate', 'opening.answerObjection': 'initiate', 'opening.confirm': 'initiate',
  'opening.checkSeal': 'respond', 'opening.releaseByBidder': 'respond', 'opening.object': 'respond', 'award.object': 'respond',
  'opening.contribute': 'key', 'opening.releaseShares': 'key',
  'opening.close': 'clock', 'opening.endDecryption': 'clock', 'opening.resumeDecryption': 'clock', 'opening.drawCoefficient': 'clock', 'opening.announce': 'clock', 'opening.recordByItself': 'clock',
  'panel.request': 'initiate', 'panel.requestSupplement': 'initiate', 'panel.replaceRepresentative': 'initiate', 'panel.recordAbsence': 'initiate', 'panel.commit': 'key', 'panel.escrow': 'key', 'panel.release': 'key',
  'panel.openDraw': 'clock', 'panel.supplement': 'clock', 'panel.seat': 'clock', 'evaluation.reseat': 'clock', 'panel.standDown': 'clock', 'panel.nameMembers': 'clock', 'panel.logCommitments': 'clock', 'panel.settleRound': 'clock', 'panel.call': 'clock',
  'panel.closeCall': 'clock', 'panel.moveReport': 'clock', 'panel.moveCall': 'clock', 'panel.hearAnswer': 'clock', 'panel.matchBidders': 'clock',
  'panel.accept': 'evaluate', 'panel.decline': 'evaluate', 'panel.recuse': 'evaluate', 'panel.signAvoidance': 'evaluate',
  'evaluation.signIn': 'evaluate', 'evaluation.electChair': 'evaluate', 'evaluation.votePreliminary': 'evaluate', 'evaluation.closePreliminary': 'evaluate',
  'evaluation.proposeRejection': 'evaluate', 'evaluation.voteRejection': 'evaluate', 'evaluation.voteCompetition': 'evaluate', 'evaluation.score': 'evaluate', 'evaluation.submitScores': 'evaluate',
  'evaluation.askClarification': 'evaluate', 'evaluation.draftReport': 'evaluate', 'evaluation.withdrawReport': 'evaluate', 'evaluation.signReport': 'evaluate',
  'evaluation.answerClarification': 'respond', 'evaluation.check': 'clock', 'evaluation.lapseClarification': 'clock', 'evaluation.deemAgreement': 'clock',
  'award.returnReport': 'initiate', 'award.publishFailure': 'initiate', 'award.publishCandidates': 'initiate', 'award.decide': 'initiate', 'award.issueLetter': 'initiate', 'award.publishResult': 'initiate', 'award.reportToDepartment': 'initiate',
  'award.receiveReport': 'clock', 'award.endPublicity': 'clock', 'award.recordOverdue': 'clock', 'award.decideByPanel': 'clock', 'award.failByItself': 'clock',
  'contract.draft': 'initiate', 'contract.sign': 'contract', 'contract.upload': 'initiate', 'contract.confirm': 'respond',
  'deposit.recordReturn': 'refund', 'deposit.confirmArrival': 'refund', 'deposit.receiveGuarantee': 'refund', 'deposit.recordNonArrival': 'refund', 'deposit.forfeit': 'initiate', 'deposit.record': 'clock', 'deposit.recordSealed': 'clock', 'deposit.startClock': 'clock', 'deposit.recordOverdue': 'clock',
  'bank.sendBack': 'refund', 'bank.payAgain': 'refund', 'bank.recordLine': 'clock', 'bank.settleLine': 'clock', 'bank.returnDeposit': 'clock', 'bank.recordPayout': 'clock', 'ledger.post': 'clock',
  'witness.note': 'witness', 'witness.reportIncident': 'witness',
  'sale.publish': 'initiate', 'application.apply': 'respond', 'application.qualify': 'initiate', 'application.recordDeposit': 'clock',
  'auction.bid': 'respond', 'auction.goOn': 'respond', 'auction.joinLottery': 'respond', 'auction.offer': 'respond', 'sealing.release': 'key', 'sealing.list': 'clock', 'sealing.open': 'clock', 'sealing.lapse': 'clock', 'lottery.contribute': 'key', 'lottery.release': 'key', 'lottery.list': 'clock', 'lottery.lapse': 'clock', 'lottery.conclude': 'clock', 'auction.tick': 'clock', 'auction.pause': 'supervise', 'auction.resume': 'supervise', 'auction.openReserve': 'initiate', 'auction.changeStep': 'initiate', 'auction.recordLines': 'clock',
  'deal.open': 'clock', 'deal.recordOverdue': 'clock', 'deal.confirm': 'contract', 'deal.publishResult': 'initiate', 'deal.draftContract': 'initiate', 'deal.signContract': 'contract',
  'deal.recordPayment': 'initiate', 'deal.lapse': 'initiate', 'deal.issueCertificate': 'certificate',
  'auction.openFloor': 'conduct', 'auction.callPrice': 'conduct', 'auction.knockDown': 'conduct', 'auction.signRecord': 'contract',
  'archive.compile': 'clock', 'archive.accept': 'archive', 'archive.acceptByInitiator': 'initiate',
};

/** What each duty may do at all. A representative evaluates as a member of the panel (招标投标法 第三十七条). */
export const functionsOfDuty: Readonly<Record<Duty, readonly LegalFunction[]>> = {
  initiate: ['initiate', 'contract', 'register', 'venue', 'refund', 'holder', 'evaluate'],
  respond: ['respond', 'contract', 'register'],
  buy: ['respond', 'contract', 'register'],
  exchange: ['initiate', 'contract', 'refund', 'certificate'],
  conduct: ['conduct', 'contract'],
  evaluate: ['evaluate'],
  serve: ['witness', 'certificate', 'venue', 'archive', 'refund', 'holder'],
  supervise: ['supervise', 'penalise', 'approve', 'file'],
  certify: ['holder'],
  operate: [],
  'hold-key': ['key'],
  system: ['clock', 'register', 'supervise', 'holder'],
};

/** What a firm may do to buy, a natural person may do too (拍卖法 第三十二条). */
export const buying: readonly string[] = ['application.apply', 'auction.bid', 'auction.goOn', 'auction.joinLottery', 'auction.offer'];

/** The commands that people of more than one duty share, and why. All others belong to one. */
export const shared: Readonly<Record<string, string>> = {
  'organisation.register': 'each organisation registers itself',
  'organisation.change': 'each organisation keeps its own entry',
  'person.enrol': 'each organisation enrols its own people',
  'keyHolder.register': 'the four opposed parties each register their own agent; the platform enters one that signed for itself',
  'venue.book': 'the initiator books what the centre offers', 'venue.cancel': 'either side gives a booking up',
  'contract.sign': 'both sides sign', 'deal.confirm': 'seller and winner both sign', 'deal.signContract': 'both sides sign',
  'auction.signRecord': 'the auctioneer, the recorder and whoever bought sign one record (拍卖法 第五十三条)',
  'deal.issueCertificate': 'the centre certifies; where the law wants an exchange, the exchange',
  'sale.publish': 'an exchange announces, for the owner, what the law wants sold in it; all else the owner announces',
  ...Object.fromEntries(buying.map((name) => [name, 'firms and natural persons buy alike'])),
  'deposit.recordReturn': 'whoever keeps the deposit records that it went back',
  ...Object.fromEntries(['deposit.confirmArrival', 'deposit.receiveGuarantee', 'deposit.recordNonArrival'].map((name) => [name, 'whoever keeps the deposit knows whether it came'])),
  ...Object.fromEntries(
    ['panel.recuse', 'panel.signAvoidance', ...Object.entries(functions).filter(([name, is]) => name.startsWith('evaluation.') && is === 'evaluate').map(([name]) => name)]
      .map((name) => [name, 'a panel has drawn experts and a representative of the initiator']),
  ),
};
