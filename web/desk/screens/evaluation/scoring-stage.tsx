import { useEffect, useMemo, useState } from 'react';
import { formatBeijing } from '#kernel/time/instant.ts';
import { levelsOf, stepped } from '#trade/evaluation/score-levels.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { BidViewer } from './bid-viewer.tsx';
import type { Act, Factor, HallBid, HallView } from './hall-query.ts';
import { MemberBars } from './member-bars.tsx';
import { ScoreItem, type Draft } from './score-item.tsx';

type Props = {
  readonly hall: HallView;
  readonly group: 'technical' | 'commercial';
  readonly bid: HallBid;
  readonly act: Act;
  readonly onSaved: (text: string) => void;
  readonly onBid: (bidderId: string) => void;
  readonly onNext: () => void;
};

const saveAfterMs = 700;
/** What the server takes; a half-written mark waits for its other half. */
const pointsForm = /^\d{1,3}(\.\d{1,2})?$/;

/** The bid in the middle, the sheet at the right. Every mark is kept as soon as the hand rests; others see it when all have submitted. */
export function ScoringStage({ hall, group, bid, act, onSaved, onBid, onNext }: Props) {
  const factors = hall.terms[group];
  const [at, setAt] = useState(0);
  const { drafts, change, problem } = useDrafts({ hall, act, onSaved });
  const mayScore = hall.can.includes('evaluation.score') && bid.rejected === null && hall.me?.submitted === false;
  const factor = factors[Math.min(at, factors.length - 1)];
  const valueOf = (each: Factor): Draft => drafts[keyOf(bid.bidderId, each.id)] ?? savedOf(hall, bid.bidderId, each.id);

  function next(): void {
    if (at + 1 < factors.length) return setAt(at + 1);
    setAt(0);
    const standing = hall.bids.filter(({ rejected }) => rejected === null);
    const following = standing[standing.findIndex(({ bidderId }) => bidderId === bid.bidderId) + 1];
    if (following) onBid(following.bidderId);
    else onNext();
  }

  function onKey(event: React.KeyboardEvent): void {
    if (!factor || !mayScore || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
    const current = valueOf(factor);
    const level = factor.objective ? undefined : levelsOf(factor.points)[Number(event.key) - 1];
    if (level) change(bid.bidderId, factor.id, { ...current, points: level.start });
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') change(bid.bidderId, factor.id, { ...current, points: stepped(current.points, event.key === 'ArrowUp' ? 1 : -1, factor.points) });
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) next();
    else return;
    event.preventDefault();
  }

  return (
    <>
      <BidViewer hall={hall} bid={bid} part={group} />
      <aside className="sheet" aria-label="评分表" tabIndex={0} onKeyDown={onKey}>
        <h2>评分表 <span className="muted small">{group === 'technical' ? '技术' : '商务'} {totalOf(factors)} 分 · 我的评分</span></h2>
        <p className="small muted sheet-bid">{bid.bidderName}{bid.rejected && ' · 已否决'}</p>
        {problem && <ProblemAlert problem={problem} />}
        {factors.map((each, n) => <ScoreItem key={each.id} number={n + 1} factor={each} draft={valueOf(each)} isCurrent={each === factor} mayScore={mayScore} onSelect={() => setAt(n)} onChange={(draft) => change(bid.bidderId, each.id, draft)} />)}
        <p className="small muted keys">键盘：1–4 选档，↑ ↓ 微调，回车下一项。</p>
        <SubmitButton hall={hall} act={act} />
        <footer className="sheet-foot">
          <button type="button" className="btn" onClick={next}>下一项　↵</button>
          <MemberBars members={hall.members} />
        </footer>
      </aside>
    </>
  );
}

function SubmitButton({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  if (hall.me?.submitted) return <p className="done-note">{hall.scoresOpen ? '全体成员已提交。' : '我的评分已提交并锁定，等待其他成员。'}</p>;
  const reason = hall.blocked.find(({ command }) => command === 'evaluation.submitScores')?.reason;
  if (reason === undefined && !hall.can.includes('evaluation.submitScores')) return null;
  return <CommandButton wide label="提交我的全部评分" {...(reason === undefined ? {} : { disabledReason: reason })} run={(key) => act('submitScores', {}, key)} />;
}

/** What the hand has written and the server has not confirmed; one request for all that changed since the last. */
function useDrafts({ hall, act, onSaved }: { hall: HallView; act: Act; onSaved: (text: string) => void }) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const now = useServerTime();
  const unsaved = useMemo(() => Object.entries(drafts).filter(([key, draft]) => {
    const [bidderId = '', factorId = ''] = key.split('\n');
    const saved = savedOf(hall, bidderId, factorId);
    return pointsForm.test(draft.points) && (saved.points !== draft.points || saved.note !== draft.note);
  }), [drafts, hall]);
  useEffect(() => {
    if (unsaved.length === 0) return undefined;
    onSaved('正在保存…');
    const timer = setTimeout(() => {
      const scores = unsaved.map(([key, draft]) => ({ bidderId: key.split('\n')[0], factorId: key.split('\n')[1], ...draft }));
      act('score', { scores }).then(() => {
        setProblem(null);
        onSaved(`已自动保存 ${formatBeijing(now).slice(11)}`);
      }, (error: unknown) => {
        setProblem(asProblem(error));
        onSaved('');
      });
    }, saveAfterMs);
    return () => clearTimeout(timer);
    // The clock moves every second; only what was written decides when to save.
  }, [unsaved]);
  const change = (bidderId: string, factorId: string, draft: Draft) => setDrafts((all) => ({ ...all, [keyOf(bidderId, factorId)]: draft }));
  return { drafts, change, problem };
}

function keyOf(bidderId: string, factorId: string): string {
  return `${bidderId}\n${factorId}`;
}

function savedOf(hall: HallView, bidderId: string, factorId: string): Draft {
  const score = hall.myScores.find((each) => each.bidderId === bidderId && each.factorId === factorId);
  return { points: score?.points ?? '', note: score?.note ?? '' };
}

function totalOf(factors: readonly Factor[]): number {
  return factors.reduce((sum, { points }) => sum + Number(points), 0);
}
