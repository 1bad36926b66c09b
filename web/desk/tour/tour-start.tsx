import { useQuery } from '@tanstack/react-query';
import { CommandButton } from '../../ui/command-button.tsx';
import { asProblem } from '../../ui/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { beginAnew, choicesQuery, type TourState } from './tour.data.ts';

/** Which tender to walk through: one that the reader registers now, the one made ready, or any under way. */
export function TourStart({ onChoose }: { readonly onChoose: (state: TourState) => void }) {
  const { data, error } = useQuery(choicesQuery);
  return (
    <div className="tour-body">
      <p>跟着一个项目，从登记走到归档。每一步告诉你谁来办、办什么、法律为什么这样要求，再带你换成那个人亲手办。</p>
      <CommandButton label="从登记一个新项目开始" wide run={async () => onChoose(await beginAnew())} />
      {data?.prepared && <Choice label="用准备好的项目" name={data.prepared.name} onChoose={() => onChoose({ tenderId: data.prepared?.tenderId ?? '' })} />}
      {data && data.items.length > 0 && (
        <>
          <p className="small muted">或者接着走一个进行中的项目：</p>
          <ul className="tour-choices">{data.items.map(({ tenderId, name, stage }) => <li key={tenderId}><button type="button" onClick={() => onChoose({ tenderId })}>{name}<span className="chip sky">{stage}</span></button></li>)}</ul>
        </>
      )}
      {error && <ProblemAlert problem={asProblem(error)} />}
    </div>
  );
}

function Choice({ label, name, onChoose }: { readonly label: string; readonly name: string; readonly onChoose: () => void }) {
  return <p><button type="button" className="btn ghost wide" onClick={onChoose}>{label}</button><span className="small muted">{name}</span></p>;
}
