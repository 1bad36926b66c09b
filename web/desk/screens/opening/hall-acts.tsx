import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { formatDeadline } from '#kernel/time/period.ts';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { command } from '../../api.ts';
import { AnswerObjection, RaiseObjection } from './objection-forms.tsx';
import { OwnKeyButton } from './own-key-button.tsx';
import { SealCheck, SealNote, type SealFinding } from './seal-check.tsx';
import { SignedAct } from '../../signed-act.tsx';

/** What this person can do in the hall now. The server said so; it decides again when the act comes. */
export function HallActs({ view }: { readonly view: OpeningView }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['opening', view.tenderId] });
  const [found, setFound] = useState<SealFinding | null>(null);
  const { can, tenderId } = view;
  if (can.length === 0 && found === null) return null;
  const waiting = view.objections.filter(({ reply }) => reply === null);
  return (
    <section className="card" aria-label="我现在可以办">
      <div className="sec"><h2>{can.length === 0 ? '已办' : '现在可以办'}</h2>{view.phase !== 'announced' && view.decryptUntil !== null && <DeadlineChip label="解密剩余" at={view.decryptUntil} />}</div>
      <div className="hall-acts">
        {can.includes('opening.host') && <CommandButton label="签到主持" run={async (key) => { await command('opening.host', { tenderId }, { idempotencyKey: key }); await refresh(); }} />}
        {can.includes('opening.checkSeal') && <SealCheck view={view} onFound={setFound} onDone={refresh} />}
        {found !== null && <SealNote found={found} />}
        {can.includes('opening.releaseByBidder') && <OwnKeyButton view={view} onDone={refresh} />}
        {can.includes('opening.object') && <RaiseObjection view={view} onDone={refresh} />}
        {can.includes('opening.answerObjection') && waiting.map((objection) => <AnswerObjection key={objection.objectionId} view={view} objection={objection} onDone={refresh} />)}
        {can.includes('opening.confirm') && view.recordHash !== null && (
          <SignedAct
            label="确认开标记录" title="确认开标记录" act="opening.confirm" subject={{ tenderId }} content={{ recordHash: view.recordHash }} body={{ tenderId, recordHash: view.recordHash }}
            statement={[{ label: '项目', value: view.name }, { label: '开标时刻', value: formatDeadline(view.deadlineAt) }, { label: '报价', value: pricesOf(view) }, { label: '异议', value: `${view.objections.length} 项，均已答复` }, { label: '记录指纹', value: view.recordHash }]}
            effect="签署后开标记录生效并向社会公布，当场异议到此为止。" onDone={refresh}
          />
        )}
      </div>
    </section>
  );
}

function pricesOf({ lots }: OpeningView): string {
  return lots.flatMap(({ name, bids }) => [`${name}：`, ...bids.map(({ bidderName, outcome }) => `　${bidderName} ${outcome?.kind === 'opened' ? outcome.price.priceCapital : outcome?.kind === 'revoked' ? '视为撤销' : '视为撤回'}`)]).join('\n');
}
