import { makeBundleModule } from '#evidence/bundle/bundle.module.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { MakeModule } from '#platform/module.ts';
import type { Pool } from '#platform/db/pool.ts';
import { makeFilesModule } from '#platform/files/files.routes.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { makeBankModule, type BankOptions } from '#service/bank/bank.module.ts';
import { demoWithCounter } from '#service/demo/demo.module.ts';
import { hallParts } from '#service/demo/hall-people.store.ts';
import { withHalls } from '#service/demo/hall-people.ts';
import { makeExpertModule } from '#service/expert/expert.module.ts';
import { makeFeedModule } from '#service/feed/feed.module.ts';
import { makeHallPageModule } from '#service/hall/hall-page.module.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLedgerModule } from '#service/ledger/ledger.module.ts';
import { loginWithPages } from '#service/login/login.module.ts';
import { makePortalModule } from '#service/portal/portal.module.ts';
import { groupPeople, type DemoGroup } from '#service/subject/demo-people.ts';
import { everyone } from '#service/subject/subject.store.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { makeTasksModule } from '#service/tasks/tasks.module.ts';
import { makeVenueModule } from '#service/venue/venue.module.ts';
import { makeDirectiveModule } from '#supervision/directive/directive.module.ts';
import { makeArchiveModule } from '#service/archive/archive.module.ts';
import { makeWitnessModule } from '#service/witness/witness.module.ts';
import { saleDeposits } from '#trade/application/deposit-target.worker.ts';
import { makeApplicationModule } from '#trade/application/application.module.ts';
import { readPublicHall } from '#trade/auction/hall-look.view.ts';
import { makeAuctionModule } from '#trade/auction/auction.module.ts';
import { makeAwardModule } from '#trade/award/award.module.ts';
import { makeContractModule } from '#trade/contract/contract.module.ts';
import { makeDealModule } from '#trade/deal/deal.module.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { makeBidModule } from '#trade/bid/bid.module.ts';
import { makeEvaluationModule } from '#trade/evaluation/evaluation.module.ts';
import { makeLotteryModule } from '#trade/lottery/lottery.module.ts';
import { makeOpeningModule } from '#trade/opening/opening.module.ts';
import { makePanelModule } from '#trade/panel/panel.module.ts';
import { makeProjectModule } from '#trade/project/project.module.ts';
import { makeSaleModule } from '#trade/sale/sale.module.ts';
import { makeSealingModule } from '#trade/sealing/sealing.module.ts';
import { makeTenderModule } from '#trade/tender/tender.module.ts';
import { demoCounter } from './demo-counter.ts';


/** Every module of the platform, in the order of a tender's life. */
export function allModules(trust: LogTrust, bank: Pick<BankOptions, 'url' | 'keeperOrgId'> = { url: null, keeperOrgId: null }): readonly MakeModule[] {
  return [
    makeOutageModule, demoWithCounter(demoCounter),
    makeSubjectModule, makeKeyHolderModule, loginWithPages(demoGroups), makeFilesModule, makeVenueModule, makeExpertModule,
    makeProjectModule, makeTenderModule, makeDirectiveModule, makeBidModule, makeOpeningModule, makePanelModule, makeEvaluationModule,
    makeSaleModule, makeApplicationModule, makeAuctionModule, makeLotteryModule, makeSealingModule, makeDealModule, makeAwardModule, makeContractModule, makeDepositModule, makeWitnessModule, makeArchiveModule, makeTasksModule,
    makeBundleModule, makeFeedModule, makePortalModule(trust, { readHall: readPublicHall }), makeHallPageModule, makeLedgerModule, makeBankModule({ ...bank, target: saleDeposits }),
  ];
}

async function demoGroups(pool: Pool): Promise<DemoGroup[]> {
  return withHalls(groupPeople(await everyone(pool)), await hallParts(pool));
}
