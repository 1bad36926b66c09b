import { present } from '#kernel/assert.ts';
import { addMicros, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { call } from '#trade/panel/call.ts';
import { avoidanceStatement } from '#trade/panel/declaration.ts';
import { panel as panelAggregate } from '#trade/panel/panel.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import { officerOf } from '../found.ts';
import type { Player } from '../troupe.ts';
import { bringFile, initiatorOf, tenderOf, type Scene } from './front.ts';

export type PanelRow = { readonly specialtyCode: string; readonly regionCodes: readonly string[]; readonly count: number; readonly alternates: number };

const usualRows: readonly PanelRow[] = [
  { specialtyCode: 'A0401', regionCodes: [], count: 3, alternates: 6 },
  { specialtyCode: 'A0801', regionCodes: [], count: 1, alternates: 4 },
];

/** Four experts of building specialties and one authorised representative, to report three hours after the deadline. */
export async function requestPanel(scene: Scene, rows: readonly PanelRow[] = usualRows): Promise<Instant> {
  const { plan, troupe, cast, players } = scene;
  const tender = await tenderOf(scene);
  const operator = initiatorOf(scene);
  const representative = officerOf(cast, players, plan.initiator, 'initiate.representative');
  const authorisation = await bringFile(scene, operator.actor.orgId ?? '', '招标人代表授权书.pdf', `${plan.initiator.name} 授权 ${representative.person.name} 参加评标`);
  const reportAt = addMicros(deadlineOf(tender), 3 * microsPerHour);
  await troupe.act(operator, 'panel.request', {
    tenderId: plan.tenderId, reportAt, place: `${tender.centre.name}评标一室`,
    rows,
    representative: { personId: representative.person.personId, name: representative.person.name, post: '基建科科长', experience: '熟悉招标投标法律法规，全程参与本项目前期工作。', authorisation },
    avoidance: [],
  });
  return reportAt;
}

/** Everyone who is called accepts, for as long as calls come. */
export async function acceptCalls(scene: Scene): Promise<void> {
  const state = await panelOf(scene);
  await Promise.all(state.members.filter((each) => each.status === 'called').map(async (member) => {
    const expert = present(scene.players.get(member.personId), member.personId);
    const calls = await readHeads(scene.platform.pool, call, `${member.personId}:`);
    const own = calls.find((each) => each.state.tenderId === scene.plan.tenderId && each.state.memberId === member.memberId);
    if (own) await scene.troupe.act(expert, 'panel.accept', { callId: own.id.slice(own.id.indexOf(':') + 1) });
  }));
}

/** Every member declares itself free of interest in the bidders that came. */
export async function signAvoidances(scene: Scene): Promise<void> {
  const state = await panelOf(scene);
  await Promise.all(standing(state).filter((each) => each.avoidanceSignedAt === null).map(async (member) => {
    const content = { memberId: member.memberId, bidders: [...(state.bidders ?? [])], text: avoidanceStatement };
    await scene.troupe.actSigned(memberPlayer(scene, member.personId), 'panel.signAvoidance', { tenderId: scene.plan.tenderId }, content, { tenderId: scene.plan.tenderId });
  }));
}

export async function panelOf({ platform, plan }: Pick<Scene, 'platform' | 'plan'>): Promise<Panel> {
  return present((await readHead(platform.pool, panelAggregate, plan.tenderId))?.state, `panel of ${plan.tenderId}`);
}

export function standing(state: Panel): Panel['members'] {
  return state.members.filter((each) => each.status === 'accepted' || each.status === 'seated');
}

export function memberPlayer({ players }: Pick<Scene, 'players'>, personId: string): Player {
  return present(players.get(personId), personId);
}

export const afterReport = 5 * microsPerMinute;
