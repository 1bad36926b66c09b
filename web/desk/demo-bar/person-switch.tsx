import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { roles } from '#kernel/roles.ts';
import { asProblem, type Problem } from '../../ui/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { become, peopleQuery, type Player } from './demo.data.ts';

/** Enough to choose from; more is found by typing. */
const shownMax = 12;

/** Become somebody else: found by name, duty or organisation, several words in any order. */
export function PersonSwitch() {
  const { data, error } = useQuery(peopleQuery);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();
  const words = text.trim().split(/\s+/).filter(Boolean);
  const everyone = data?.groups.flatMap(({ people }) => people) ?? [];
  // Without a word one of each duty is offered, so that a newcomer sees what there is.
  const found = words.length === 0 ? (data?.groups ?? []).flatMap(({ people }) => people.slice(0, 1)) : everyone.filter((player) => words.every((word) => describe(player).includes(word)));

  return (
    <section className="demo-people" aria-label="换人">
      <label className="field" htmlFor={id}>换一个人<input id={id} type="search" value={text} placeholder="姓名、职责或单位，如：投标 赤峰" onChange={(event) => setText(event.target.value)} /></label>
      <ul>
        {found.slice(0, shownMax).map((player) => (
          <li key={`${player.personId}${player.orgId}${player.role}`}>
            <button type="button" className="demo-person" onClick={() => void become(player).catch((reason: unknown) => setProblem(asProblem(reason)))}>
              <b>{player.name}</b><span>{roles[player.role].name}</span><small>{player.detail ?? player.orgName}</small>
            </button>
          </li>
        ))}
      </ul>
      {words.length > 0 && found.length === 0 && data && <p className="small muted">没有找到，换个词试试。</p>}
      {found.length > shownMax && <p className="small muted">共 {found.length} 人，再输入几个字缩小范围。</p>}
      {(problem ?? error) && <ProblemAlert problem={problem ?? asProblem(error)} />}
    </section>
  );
}

function describe({ name, orgName, detail, role }: Player): string {
  return `${name}${orgName}${detail ?? ''}${roles[role].name}`;
}
