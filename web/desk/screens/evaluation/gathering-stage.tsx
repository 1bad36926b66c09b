import { CommandButton } from '../../../ui/command-button.tsx';
import type { Act, HallView } from './hall-query.ts';

/** Who is here, and who shall lead. */
export function GatheringStage({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const mayVote = hall.can.includes('evaluation.electChair');
  const waiting = hall.vacant + hall.members.filter(({ signedIn }) => !signedIn).length;
  return (
    <>
      <h2>签到与推选负责人</h2>
      <p className="muted">{hall.place}。负责人由成员推举，过半数当选，表决权与其他成员相同。{waiting > 0 && `还有 ${waiting} 位成员没有签到。`}</p>
      <ul className="seats">
        {hall.members.map((member) => (
          <li key={member.memberId} className="card">
            <b>{member.label}{member.memberId === hall.me?.memberId && '（我）'}</b>
            <span className={`chip ${member.signedIn ? 'ok' : 'plain'}`}>{member.signedIn ? '已签到' : '未签到'}</span>
            {member.isChair && <span className="chip sky">负责人</span>}
            <span className="muted small">得 {member.chairVotes} 票{hall.myChairVote === member.memberId && ' · 我推举的'}</span>
            {mayVote && member.signedIn && hall.myChairVote !== member.memberId && <CommandButton label="推举" kind="ghost" run={(key) => act('electChair', { memberId: member.memberId }, key)} />}
          </li>
        ))}
        {Array.from({ length: hall.vacant }, (_, n) => <li key={`vacant-${n}`} className="card vacant"><b>空缺</b><span className="chip plain">等待接替</span></li>)}
      </ul>
      {hall.status !== 'gathering' && <p className="done-note">评标已经开始。</p>}
    </>
  );
}
