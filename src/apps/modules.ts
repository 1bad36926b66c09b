import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { MakeModule } from '#platform/module.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { makeDemoModule } from '#service/demo/demo.module.ts';
import { makeExpertModule } from '#service/expert/expert.module.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { makePortalModule } from '#service/portal/portal.module.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { makeVenueModule } from '#service/venue/venue.module.ts';
import { makeBidModule } from '#trade/bid/bid.module.ts';
import { makePanelModule } from '#trade/panel/panel.module.ts';
import { makeProjectModule } from '#trade/project/project.module.ts';
import { makeTenderModule } from '#trade/tender/tender.module.ts';

/** Every module of the platform, in the order of a tender's life. */
export function allModules(trust: LogTrust): readonly MakeModule[] {
  return [
    makeOutageModule, makeDemoModule,
    makeSubjectModule, makeKeyHolderModule, makeLoginModule, makeVenueModule, makeExpertModule,
    makeProjectModule, makeTenderModule, makeBidModule, makePanelModule,
    makePortalModule(trust),
  ];
}
