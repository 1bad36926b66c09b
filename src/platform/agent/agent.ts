import type { AgentDuty, AgentIdentity } from './api.ts';
import { createAgentApi, type SignIn } from './client.ts';
import { certificateSignIn } from './sign-in.ts';
import type { Transport } from './transport.ts';

export type AgentOptions = {
  readonly identities: readonly AgentIdentity[];
  readonly transport: Transport;
  readonly duties: readonly AgentDuty[];
  /** What went wrong in one duty; the others go on and it is tried again. */
  readonly report: (error: unknown) => void;
  readonly signIn?: SignIn;
};

/** A key agent: unattended, it does its duties whenever `tick` is called, in a process of its own or inside a played world. */
export function createAgent({ identities, transport, duties, report, signIn = certificateSignIn }: AgentOptions) {
  const hands = identities.map((identity) => ({ identity, api: createAgentApi(identity, transport, signIn) }));
  return {
    identities,
    /** Does what can be done now; returns the number of acts. */
    async tick(): Promise<number> {
      let acts = 0;
      for (const duty of duties) {
        try {
          acts += await duty(hands, report);
        } catch (error) {
          report(error);
        }
      }
      return acts;
    },
  };
}

export type Agent = ReturnType<typeof createAgent>;
