import type { MakeModule } from '#platform/module.ts';
import { auctioneer } from './auctioneer.ts';
import { directory } from './directory.ts';
import { identity } from './natural-person.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { subjectCommands } from './subject.commands.ts';
import { registerSubjectRoutes } from './subject.routes.ts';

/** 主体库: organisations, their people, and which of them holds which office where. */
export const makeSubjectModule: MakeModule = (services) => ({
  name: 'subject',
  aggregates: [organisation, person, auctioneer, identity, directory],
  commands: subjectCommands(services),
  routes: registerSubjectRoutes,
});
