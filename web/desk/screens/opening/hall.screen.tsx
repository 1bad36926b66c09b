import { Link, useParams } from 'react-router';
import { HallBoard } from '../../../ui/opening/hall-board.tsx';
import { asProblem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { HallActs } from './hall-acts.tsx';
import { useHall } from './hall.data.ts';
import '../../../ui/opening/hall.css';

/** 开标厅 for everyone with a part in it: the public hall, and above it what this person can do now. */
export function Screen() {
  const { tenderId = '' } = useParams();
  const { data, error } = useHall(tenderId);
  if (error && !data) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <p className="small"><Link to="/desk/openings">今日开标</Link></p>
      <HallActs view={data} />
      <HallBoard view={data} />
    </>
  );
}
