import { useState } from 'react';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { SignedAct } from '../../signed-act.tsx';

type Props = { readonly view: OpeningView; readonly onDone: () => Promise<void> };
const leastCharacters = 5;

/** 当场提出异议: published as a matter, never with the name of who raised it. */
export function RaiseObjection({ view, onDone }: Props) {
  const [text, setText] = useState('');
  const own = view.lots.filter((lot) => lot.bids.some(({ bidderId }) => bidderId === view.ownBidderId));
  const [lotId, setLotId] = useState(own[0]?.lotId ?? '');
  const said = text.trim();
  const lot = own.find((each) => each.lotId === lotId);
  return (
    <SignedAct
      label="提出异议" title="对开标提出异议" act="opening.object" subject={{ tenderId: view.tenderId, lotId }} content={{ text: said }} body={{ lotId, text: said }}
      statement={[{ label: '标段', value: lot?.name ?? '' }, { label: '异议', value: said }]} effect="招标人须当场答复；公布时不写提出人。" onDone={onDone}
      {...(said.length < leastCharacters ? { disabledReason: '请先写明异议' } : {})}
    >
      {own.length > 1 && <label className="field">标段 <select value={lotId} onChange={(event) => setLotId(event.target.value)}>{own.map((each) => <option key={each.lotId} value={each.lotId}>{each.name}</option>)}</select></label>}
      <label className="field">异议内容<textarea value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} placeholder="写明对开标的哪一处有异议、理由是什么" /></label>
    </SignedAct>
  );
}

export function AnswerObjection({ view, objection, onDone }: Props & { readonly objection: OpeningView['objections'][number] }) {
  const [reply, setReply] = useState('');
  const said = reply.trim();
  const { objectionId } = objection;
  const { tenderId } = view;
  return (
    <SignedAct
      label="答复" title="当场答复异议" act="opening.answerObjection" subject={{ tenderId, objectionId }} content={{ reply: said }} body={{ tenderId, objectionId, reply: said }}
      statement={[{ label: '异议', value: objection.text }, { label: '答复', value: said }]} effect="答复写入开标记录并公布。" onDone={onDone}
      {...(said.length < leastCharacters ? { disabledReason: '请先写明答复' } : {})}
    >
      <p>{objection.text}</p>
      <label className="field">答复<textarea value={reply} maxLength={2000} onChange={(event) => setReply(event.target.value)} /></label>
    </SignedAct>
  );
}
