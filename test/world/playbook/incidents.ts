import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { idFrom } from '#kernel/ids.ts';
import { answerContent, raiseContent } from '#trade/objection/objection.content.ts';
import { amendmentJson, clarifyContent, type AmendmentDraft } from '#trade/tender/tender.schema.ts';
import type { CastOrganisation } from '../cast.ts';
import type { Director } from '../director.ts';
import { bidderOf, initiatorOf, tenderOf, type Scene } from './front.ts';

/** A bidder asks, the initiator clarifies for all; nothing that affects bids changes. */
export async function clarifyOnce(scene: Scene, director: Director): Promise<void> {
  const { plan, troupe } = scene;
  const asker = bidderOf(scene, present(plan.lots[0]?.bidders[1], 'bidder'));
  await troupe.act(asker, 'inquiry.ask', { tenderId: plan.tenderId, inquiryId: idFrom(plan.random.bytes(16)), about: '工程量清单', question: '清单中的矩形柱是否包含二次结构构造柱？' });
  await director.until(addMicros(await director.now(), microsPerDay));
  const amendment: AmendmentDraft = {
    affectsBids: false, changes: [], filesAdded: [], deadlineAt: null,
    items: [{ question: '清单中的矩形柱是否包含二次结构构造柱？', answer: '不包含，构造柱在砌体项目中计列，工程量不变。' }],
  };
  await amend(scene, 'clarification', amendment);
}

/** An objection in time, found right: the condition is struck out and the notice amended in one act. */
export async function objectOnce(scene: Scene, director: Director): Promise<void> {
  const objector = present(scene.plan.lots[0]?.bidders[2], 'bidder');
  const objectionId = await objectAs(scene, objector, { title: '业绩要求限制了外地投标人', text: '招标文件要求近三年完成过一项同类工程，并在解释中限定为自治区内，与项目实际需要无关，请求删除地域限定。' });
  await director.until(addMicros(await director.now(), 2 * microsPerDay));
  const { document } = present((await tenderOf(scene)).published, 'published document');
  const section = present(document.sections.find(({ id }) => id === 'notice.qualification'), 'the section of qualifications');
  const amendment: AmendmentDraft = { affectsBids: false, items: [], filesAdded: [], deadlineAt: null, changes: [{ path: `sections.${section.id}`, after: `${section.body}\n同类工程业绩不限地域。` }] };
  await answerAs(scene, objectionId, { outcome: 'upheld', summary: '资格条件的业绩要求存在地域限定。', reply: '异议成立。业绩要求不限地域，已修改招标文件并通知所有获取文件的投标人。' }, amendment);
}

/** Raises an objection to the document and tells its id. */
export async function objectAs(scene: Scene, organisation: CastOrganisation, { title, text }: { readonly title: string; readonly text: string }): Promise<string> {
  const { plan, troupe } = scene;
  const objector = bidderOf(scene, organisation);
  const raised = { title, text, files: [], interest: null };
  const subject = { tenderId: plan.tenderId, objectionId: idFrom(plan.random.bytes(16)) };
  await troupe.act(objector, 'objection.raise', { ...subject, ...raised, signature: await troupe.sign(objector, 'objection.raise', subject, raiseContent(raised)) });
  return subject.objectionId;
}

type Answer = { readonly outcome: 'upheld' | 'rejected'; readonly summary: string; readonly reply: string };

/** The initiator answers, and amends the document in the same act where the objection is right. */
export async function answerAs(scene: Scene, objectionId: string, answer: Answer, amendment: AmendmentDraft | null = null): Promise<void> {
  const { plan, troupe } = scene;
  const subject = { tenderId: plan.tenderId, objectionId };
  const operator = initiatorOf(scene);
  const content = answerContent({ ...answer, amendment: amendment && amendmentJson(amendment) });
  await troupe.act(operator, 'objection.answer', { ...subject, ...answer, amendment, signature: await troupe.sign(operator, 'objection.answer', subject, content) });
}

export async function amend(scene: Scene, kind: 'clarification' | 'amendment', amendment: AmendmentDraft): Promise<void> {
  const { plan, troupe } = scene;
  const operator = initiatorOf(scene);
  const number = (await tenderOf(scene)).amendments.length + 1;
  const signature = await troupe.sign(operator, 'tender.clarify', { tenderId: plan.tenderId }, clarifyContent({ number, kind, amendment }));
  await troupe.act(operator, 'tender.clarify', { tenderId: plan.tenderId, number, kind, amendment, signature });
}
