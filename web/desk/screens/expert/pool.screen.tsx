import { Input, Table } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { league } from '#kernel/divisions.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command, get } from '../../api.ts';
import { Field } from '../project/field.tsx';
import { EnrolExpert } from './enrol-expert.tsx';
import { poolQueryKey } from './expert.data.ts';
import '../project/project.css';
import './expert.css';

type Listed = Omit<Expert, 'relations'>;
type Pool = { readonly items: readonly Listed[]; readonly can: readonly string[] };
const poolQuery = { queryKey: poolQueryKey, queryFn: ({ signal }: { signal: AbortSignal }) => get<Pool>('/api/experts', signal) } as const;

/** 专家库: who may be drawn; the department admits and suspends. */
export function Screen() {
  const [text, setText] = useState('');
  const { data, error } = useQuery(poolQuery);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  const shown = data.items.filter((each) => [each.name, each.jobTitle, ...each.specialtyCodes, placeOf(each)].some((word) => word.includes(text.trim())));
  return (
    <>
      <h1>专家库</h1>
      <p className="muted screen-lead">由行业监督部门审核入库、暂停和恢复，每一次都记入日志；抽到谁由随机数决定，谁也不能指定。</p>
      <div className="tools"><Input.Search aria-label="查找专家" allowClear placeholder="姓名、职称、专业代码、盟市" value={text} onChange={(event) => setText(event.target.value)} /></div>
      <section className="card">
        <div className="sec"><h2>在库专家</h2><span className="muted small">{shown.length} 人</span></div>
        <Table<Listed>
          rowKey="personId" size="middle" dataSource={[...shown]} pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          expandable={{ expandedRowRender: (each) => <Change expert={each} can={data.can} />, columnTitle: <span className="sr">办理</span> }}
          columns={[
            { title: '姓名', dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh') },
            { title: '盟市', render: (_, each) => placeOf(each) },
            { title: '专业', responsive: ['md'], render: (_, each) => <span className="num">{each.specialtyCodes.join('、')}</span> },
            { title: '职称', dataIndex: 'jobTitle', responsive: ['md'] },
            { title: '从业年限', dataIndex: 'years', responsive: ['md'], align: 'right', sorter: (a, b) => a.years - b.years },
            { title: '状态', render: (_, each) => <Chip label={each.status === 'active' ? '可抽取' : '已暂停'} tone={each.status === 'active' ? 'ok' : 'bad'} /> },
          ]}
        />
      </section>
      {data.can.includes('expert.enrol') && <EnrolExpert />}
    </>
  );
}

function placeOf({ leagueCode }: Listed): string {
  return league(leagueCode)?.name ?? leagueCode;
}

function Change({ expert, can }: { readonly expert: Listed; readonly can: readonly string[] }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const isActive = expert.status === 'active';
  const name = isActive ? 'expert.suspend' : 'expert.restore';

  async function change(idempotencyKey: string): Promise<void> {
    await command(name, { personId: expert.personId, reason: reason.trim() }, { idempotencyKey });
    setReason('');
    await client.invalidateQueries({ queryKey: poolQueryKey });
  }

  return (
    <div className="expert-detail">
      <p className="small muted">{expert.jobTitle}，从业 {expert.years} 年，专业 <span className="num">{expert.specialtyCodes.join('、')}</span></p>
      {expert.reason !== null && <p className="small muted">上一次的理由：{expert.reason}</p>}
      {can.includes(name) && (
        <div className="expert-change">
          <Field label={isActive ? '暂停的理由' : '恢复的理由'} hint="记入日志，专家本人看得到"><Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} /></Field>
          <CommandButton label={isActive ? '暂停资格' : '恢复资格'} kind="ghost" run={change} {...(reason.trim().length < 4 ? { disabledReason: '先写明理由' } : {})} />
        </div>
      )}
    </div>
  );
}
