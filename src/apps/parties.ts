/** Key agents of the demo world: each is one process with one key folder, and stands on one side. */
export const agentNames = ['initiators', 'centres-east', 'centres-west', 'authorities'] as const;
export type AgentName = (typeof agentNames)[number];

/** Co-signers of the log in the demo world: a league centre and a department. */
export const cosignerNames = ['chifeng-centre', 'housing-department'] as const;
export const cosignerQuorum = 2;
