import { Input, Select } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Expert, Relation, RelationKind } from '#service/expert/expert.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { command, get } from '../../api.ts';
import { Field } from '../project/field.tsx';
import type { Holder } from '../project/project.data.ts';
import { OrganisationField } from '../subject/organisation-field.tsx';
import '../project/project.css';
import './expert.css';

type NamedRelation = Relation & { readonly orgName: string };
type Mine = { readonly expert: Pick<Expert, 'name'>; readonly employerName: string | null; readonly relations: readonly NamedRelation[]; readonly can: readonly string[] };
const mineQuery = { queryKey: ['expert'], queryFn: ({ signal }: { signal: AbortSignal }) => get<Mine>('/api/experts/mine', signal) } as const;

const kinds: Readonly<Record<RelationKind, string>> = { employment: '在该单位工作或三年内工作过', office: '任董事、监事、高级管理人员', shares: '持有股份', kin: '近亲属在该单位', interest: '其他利害关系' };

/** 回避申报: whom this expert may not judge, besides its employer. */
export function Screen() {
  const { data, error } = useQuery(mineQuery);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>回避申报</h1>
      <p className="muted screen-lead">申报以后，凡这些单位招标、代理或者投标的项目，都不会抽到你；已经抽到的，开标后由系统换人。{data.employerName && `工作单位${data.employerName}已在内，不必申报。`}</p>
      <section className="card">
        <div className="sec"><h2>已申报的单位</h2><span className="muted small">{data.relations.length} 家</span></div>
        {data.relations.length === 0 && <EmptyState title="还没有申报" text="与哪家单位有利害关系，就在下面写上。" />}
        <ul className="relations">{data.relations.map((each) => <Row key={`${each.orgId}${each.kind}`} relation={each} all={data.relations} />)}</ul>
      </section>
      {data.can.includes('expert.declareRelations') && <Add all={data.relations} />}
      <SecretSentence text="申报只有你自己看得到；抽取时由系统比对，谁也不知道你因为哪一条回避。" />
    </>
  );
}

function Row({ relation, all }: { readonly relation: NamedRelation; readonly all: readonly NamedRelation[] }) {
  const declare = useDeclare();
  return (
    <li>
      <span><b>{relation.orgName}</b><br /><span className="small muted">{kinds[relation.kind]}{relation.note && `：${relation.note}`}</span></span>
      <CommandButton label="撤销" kind="ghost" run={(key) => declare(all.filter((each) => each !== relation), key)} />
    </li>
  );
}

function Add({ all }: { readonly all: readonly NamedRelation[] }) {
  const [unit, setUnit] = useState<Holder | null>(null);
  const [kind, setKind] = useState<RelationKind>('employment');
  const [note, setNote] = useState('');
  const declare = useDeclare();
  const isThere = all.some((each) => each.orgId === unit?.orgId && each.kind === kind);
  const missing = unit === null ? '先从查到的单位中选一家' : isThere ? '这一条已经申报' : undefined;

  async function add(key: string): Promise<void> {
    if (unit === null) return;
    await declare([...all, { orgId: unit.orgId, orgName: unit.name, kind, note: note.trim() }], key);
    setUnit(null);
    setNote('');
  }

  return (
    <section className="card">
      <div className="sec"><h2>申报一家单位</h2></div>
      <div className="pad form-grid">
        <OrganisationField key={all.length} label="单位" value={unit} onPick={setUnit} />
        <Field label="关系"><Select value={kind} options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} onChange={(value: RelationKind) => setKind(value)} /></Field>
        <Field label="说明" hint="可以不填" wide><Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} /></Field>
        <div className="form-field wide"><CommandButton label="申报" run={add} done="已申报，即时生效。" {...(missing ? { disabledReason: missing } : {})} /></div>
      </div>
    </section>
  );
}

/** The whole list each time, as the pool keeps it. */
function useDeclare(): (relations: readonly NamedRelation[], key: string) => Promise<void> {
  const client = useQueryClient();
  return async (relations, idempotencyKey) => {
    await command('expert.declareRelations', { relations: relations.map(({ orgId, kind, note }) => ({ orgId, kind, note })) }, { idempotencyKey });
    await client.invalidateQueries({ queryKey: ['expert'] });
  };
}
