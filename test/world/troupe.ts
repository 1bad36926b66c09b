import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { systemActor, type Actor } from '#kernel/roles.ts';
import type { UnlockedKeys } from '#evidence/signature/key-file.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Platform } from '#apps/compose.ts';
import type { CastPerson } from './cast.ts';
import { signAct } from './keys.ts';

/** A person of the world who acts: by the same commands as anyone. */
export type Player = { readonly person: CastPerson; readonly actor: Actor; readonly keys: UnlockedKeys };

export function playerOf(person: CastPerson, keys: UnlockedKeys): Player {
  return { person, keys, actor: { id: `person:${person.personId}`, role: person.role, personId: person.personId, orgId: person.orgId } };
}

/** A refusal in a script is a mistake of the script, and names itself. */
export class ScriptRefused extends Error {}

export function createTroupe(platform: Pick<Platform, 'pipeline' | 'sessions'>, app: HttpApp) {
  const cookies = new Map<string, string>();

  async function run(actor: Actor, name: string, body: unknown): Promise<JsonObject> {
    const definition = present(platform.pipeline.definitions.get(name), `command ${name}`);
    const outcome = await platform.pipeline.run({ name, actor, key: randomBytes(12).toString('hex'), body: definition.body.parse(body) });
    if (outcome.status === 'refused') throw new ScriptRefused(`${name} by ${actor.role}: ${outcome.refusal.code} ${outcome.refusal.message} ${JSON.stringify(outcome.refusal)}`);
    return outcome.result;
  }

  /** The answer to a query, as this player's browser gets it. */
  async function askText(player: Player, address: string): Promise<string> {
    const { actor, person } = player;
    const token = cookies.get(actor.id) ?? (await platform.sessions.start({ actor, method: 'demo', display: { personName: person.name, orgName: person.orgName } }));
    cookies.set(actor.id, token);
    const answer = await app.inject({ method: 'GET', url: address, headers: { cookie: `ovoo_session=${token}` } });
    if (answer.statusCode !== 200) throw new ScriptRefused(`${address} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`);
    return answer.body;
  }

  async function ask<T>(player: Player, address: string): Promise<T> {
    return JSON.parse(await askText(player, address)) as T;
  }

  return {
    ask, askText,
    /** Runs a command as this player. */
    act: (player: Player, name: string, body: unknown) => run(player.actor, name, body),
    system: (name: string, body: unknown) => run(systemActor, name, body),
    sign: (player: Player, act: string, subject: Readonly<Record<string, string>>, content: Json): Promise<Signature> => signAct(player.keys, player.actor, act, subject, content),
    /** A signed command whose body is what is signed, its signature, and `beside` what the subject already says. */
    async actSigned(player: Player, name: string, subject: Readonly<Record<string, string>>, content: JsonObject, beside: JsonObject = {}): Promise<JsonObject> {
      return await run(player.actor, name, { ...beside, ...content, signature: await signAct(player.keys, player.actor, name, subject, content) });
    },
  };
}

export type Troupe = ReturnType<typeof createTroupe>;
