import type { Statement, Signature } from '#evidence/signature/statement.ts';

/** One key holder whose agent this process runs: its own two keys, and the certificate that names `holderId` as its person. */
export type AgentIdentity = {
  readonly holderId: string;
  readonly orgId: string;
  readonly name: string;
  /** Signs under the agent's certificate; the key itself may lie in a token. */
  readonly sign: (statement: Statement) => Promise<Signature>;
  /** ECDH P-256: shares are sealed to its public half. */
  readonly decryptKeys: CryptoKeyPair;
  readonly memory: AgentMemory;
};

/** What an agent must not forget: its own notes, by name, in its own key folder. */
export interface AgentMemory {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

/** What a command came to, as HTTP told it. */
export type AgentOutcome =
  | { readonly status: 'accepted'; readonly result: unknown }
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

/** The platform's public API in the hands of one identity, logged in by its certificate when a request first needs it. */
export interface AgentApi {
  /** JSON of a query. Throws `AgentFault` when the answer is no success. */
  get<T>(path: string): Promise<T>;
  text(path: string): Promise<string>;
  /** Runs a command. `key` is its idempotency key, 8–64 of `A-Za-z0-9_-`; a fresh one unless given. */
  command(name: string, body: unknown, key?: string): Promise<AgentOutcome>;
  /** Signs as this agent; `act` is the command's name. */
  sign(act: string, subject: Readonly<Record<string, string>>, content: Statement['content']): Promise<Signature>;
}

/** One key holder at work: who it is, and the platform in its hands. */
export type AgentHand = { readonly identity: AgentIdentity; readonly api: AgentApi };

/** A duty that comes round for all hands of one process: does what can be done now and says how many acts it did. */
export type AgentDuty = (hands: readonly AgentHand[], report: (error: unknown) => void) => Promise<number>;

/** The platform did not answer as it should: tried again at the next round. */
export class AgentFault extends Error {
  readonly status: number;
  constructor(path: string, status: number, detail: string) {
    super(`${path} answered ${status}: ${detail.slice(0, 200)}`);
    this.status = status;
  }
}
