import type { MakeModule } from '#platform/module.ts';
import { ledger } from './ledger.ts';
import { ledgerCommands } from './ledger.commands.ts';

/** 账簿: money the platform keeps for others, in double entry. */
export const makeLedgerModule: MakeModule = () => ({ name: 'ledger', aggregates: [ledger], commands: ledgerCommands });
