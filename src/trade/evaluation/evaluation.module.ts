import { anyCommands, type MakeModule } from '#platform/module.ts';
import { evaluation } from './evaluation.ts';
import { reviewCommands } from './review.commands.ts';
import { reportCommands } from './report.commands.ts';
import { scoringCommands } from './scoring.commands.ts';

export const makeEvaluationModule: MakeModule = (services) => ({
  name: 'evaluation',
  aggregates: [evaluation],
  commands: anyCommands(...reviewCommands, ...scoringCommands(services.trust), ...reportCommands(services.trust)),
});
