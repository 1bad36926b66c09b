import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerMinute } from '#kernel/time/instant.ts';
import { readHeads } from '#platform/state/heads.store.ts';
import { call } from '#trade/panel/call.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import type { Director } from '#world/director.ts';
import { officerOf } from '#world/found.ts';
import { bidderOf, initiatorOf, tenderOf, type Scene } from '#world/playbook/front.ts';
import { acceptCalls, memberPlayer, panelOf } from '#world/playbook/panel.ts';

/** What does not happen in every tender: an expert who had accepted cannot come and is replaced; the centre notes and reports; a bidder objects in the hall. */
export async function playRarerActs(scene: Scene, { until, now }: Director): Promise<void> {
  const { published } = await tenderOf(scene);
  await until(addMicros(present(published, 'published').document.documentFrom, 11 * microsPerDay));
  await declineOnce(scene);
  await until(addMicros(await now(), microsPerHour));
  await acceptCalls(scene);
  await witness(scene);
  await until(addMicros(deadlineOf(await tenderOf(scene)), 2 * microsPerMinute));
  await objectInTheHall(scene);
}

async function declineOnce(scene: Scene): Promise<void> {
  const member = present((await panelOf(scene)).members.find(({ status }) => status === 'accepted'), 'an expert who accepted');
  const asked = present((await readHeads(scene.platform.pool, call, `${member.personId}:`)).find(({ state }) => state.tenderId === scene.plan.tenderId), 'call');
  await scene.troupe.act(memberPlayer(scene, member.personId), 'panel.decline', { callId: asked.state.callId, reason: '当日另有评标任务' });
}

async function witness(scene: Scene): Promise<void> {
  const { centre } = await tenderOf(scene);
  const organisation = present(scene.cast.organisations.find(({ orgId }) => orgId === centre.orgId), 'centre');
  const officer = officerOf(scene.cast, scene.players, organisation, 'serve.witness');
  const { tenderId } = scene.plan;
  await scene.troupe.act(officer, 'witness.note', { tenderId, text: '开标室设备检查正常。' });
  await scene.troupe.act(officer, 'witness.reportIncident', { tenderId, incident: 'site-rule', text: '有人在开标区大声喧哗。', measures: '已劝离。' });
}

async function objectInTheHall(scene: Scene): Promise<void> {
  const { plan: { tenderId, lots }, troupe } = scene;
  const lot = present(lots[0], 'lot');
  const text = '唱标时本单位工期与投标文件不一致，请核对。';
  const bidder = bidderOf(scene, present(lot.bidders[0], 'bidder'));
  const { objectionId } = await troupe.act(bidder, 'opening.object', { lotId: lot.lotId, text, signature: await troupe.sign(bidder, 'opening.object', { tenderId, lotId: lot.lotId }, { text }) });
  const initiator = initiatorOf(scene);
  const reply = '经核对，开标记录所载工期与投标文件一致。';
  const subject = { tenderId, objectionId: String(objectionId) };
  await troupe.act(initiator, 'opening.answerObjection', { ...subject, reply, signature: await troupe.sign(initiator, 'opening.answerObjection', subject, { reply }) });
}
