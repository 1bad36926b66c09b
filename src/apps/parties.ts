import { keyHolderParts } from '#service/keyholder/key-holder.ts';

/** Key agents of the demo world: each part is one process with one key folder, and stands on one side. */
export const agentNames = keyHolderParts;

/** Co-signers of the log in the demo world: a league centre and a department. */
export const cosignerNames = ['chifeng-centre', 'housing-department'] as const;
export const cosignerQuorum = 2;
