import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { CheckingStage } from './checking-stage.tsx';
import { ClarificationDialog } from './clarification-dialog.tsx';
import { GatheringStage } from './gathering-stage.tsx';
import { HallNavigation, type Tool } from './hall-navigation.tsx';
import { useAct, useHall, type Act, type HallView } from './hall-query.ts';
import { PreliminaryStage } from './preliminary-stage.tsx';
import { PriceStage } from './price-stage.tsx';
import { RejectionDialog } from './rejection-dialog.tsx';
import { ReportStage } from './report-stage.tsx';
import { ScoringStage } from './scoring-stage.tsx';
import { currentStage, type Stage } from './stages.ts';
import { WithdrawalDialog } from './withdrawal-dialog.tsx';
import './evaluation.css';
import './sheet.css';

/** 评标厅 of one lot. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data: hall, error } = useHall(lotId);
  const act = useAct(lotId);
  if (isBlocking(error, hall)) return <ProblemAlert problem={asProblem(error)}><Link className="btn ghost" to="/desk/evaluation">去签到</Link></ProblemAlert>;
  return hall ? <Hall hall={hall} act={act} /> : null;
}

export function Hall({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Stage | null>(null);
  const [bidderId, setBidder] = useState(hall.bids[0]?.bidderId ?? '');
  const [tool, setTool] = useState<Tool | null>(null);
  const [saved, setSaved] = useState('');
  const [isMenuOpen, setMenuOpen] = useState(false);
  const stage = chosen ?? currentStage(hall);
  const bid = hall.bids.find((each) => each.bidderId === bidderId) ?? hall.bids[0];
  const go = (next: Stage) => {
    setChosen(next);
    setMenuOpen(false);
  };
  return (
    <section className="evaluation-hall" aria-label="评标厅">
      <header className="hall-bar night">
        <button type="button" className="hall-menu" aria-expanded={isMenuOpen} onClick={() => setMenuOpen(!isMenuOpen)}>目录</button>
        <Link to="/desk/evaluation"><b>评标厅</b></Link>
        <span className="hall-name">{hall.tenderName} · {hall.lotName}</span>
        <span className="chip sky">{hall.stageTitle}</span>
        {hall.round > 1 && <span className="chip act">第 {hall.round} 次评审</span>}
        <span className="space" />
        <span className="small hall-seats">{hall.members.filter(({ signedIn }) => signedIn).length} / {hall.size} 席在场</span>
        {saved !== '' && <span className="chip ok" role="status">{saved}</span>}
      </header>
      {hall.vacant > 0 && <p className="hall-notice" role="status">有 {hall.vacant} 席正在更换，已退出成员的评审结论不再计入。各自的评审可以继续；接替的成员签到、重新评审以后再汇总（招标投标法实施条例 第四十八条）。</p>}
      <div className={`hall-grid${isMenuOpen ? ' menu' : ''}${isScoring(stage) ? '' : ' wide'}`}>
        <HallNavigation hall={hall} stage={stage} bidderId={bid?.bidderId ?? ''} onStage={go} onTool={setTool} onBid={(id) => { setBidder(id); setMenuOpen(false); }} />
        {bid && isScoring(stage) ? <ScoringStage key={stage} hall={hall} group={stage} bid={bid} act={act} onSaved={setSaved} onBid={setBidder} onNext={() => go(stage === 'technical' ? 'commercial' : 'price')} /> : <main className="hall-main"><StageView stage={stage} hall={hall} act={act} onSaved={setSaved} /></main>}
      </div>
      {tool === 'reject' && <RejectionDialog hall={hall} bidderId={bid?.bidderId ?? ''} act={act} onClose={() => setTool(null)} />}
      {tool === 'withdraw' && <WithdrawalDialog hall={hall} onLeft={async () => { await navigate('/desk/evaluation'); }} onClose={() => setTool(null)} />}
      {tool === 'clarify' && <ClarificationDialog hall={hall} bidderId={bid?.bidderId ?? ''} act={act} onClose={() => setTool(null)} />}
    </section>
  );
}

function isScoring(stage: Stage): stage is 'technical' | 'commercial' {
  return stage === 'technical' || stage === 'commercial';
}

function StageView({ stage, hall, act, onSaved }: { readonly stage: Stage; readonly hall: HallView; readonly act: Act; readonly onSaved: (text: string) => void }) {
  switch (stage) {
    case 'gathering': return <GatheringStage hall={hall} act={act} />;
    case 'checking': return <CheckingStage hall={hall} />;
    case 'preliminary': return <PreliminaryStage hall={hall} act={act} onSaved={onSaved} />;
    case 'price': return <PriceStage hall={hall} />;
    default: return <ReportStage hall={hall} act={act} />;
  }
}
