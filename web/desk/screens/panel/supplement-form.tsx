import { useState } from 'react';
import { CommandButton } from '../../../ui/command-button.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import type { TenderBrief } from './panel.data.ts';
import { emptyRow, expertsIn, type DraftRow } from './request-draft.ts';
import { RowsBuilder } from './rows-builder.tsx';

type Props = { readonly tender: TenderBrief; readonly vacant: number; readonly why: string | null; readonly onDone: () => Promise<void> };

/** The same terms brought too few: wider ones for exactly the empty seats. */
export function SupplementForm({ tender: { tenderId }, vacant, why, onDone }: Props) {
  const [rows, setRows] = useState<readonly DraftRow[]>(() => [{ ...emptyRow(), count: vacant, alternates: vacant }]);
  const asked = expertsIn({ rows });
  const problem = rows.some(({ specialty }) => specialty === null) ? '先选择专业' : asked === vacant ? null : `空缺 ${vacant} 席，选了 ${asked} 人`;

  async function submit(idempotencyKey: string): Promise<void> {
    await command('panel.requestSupplement', { tenderId, rows: rows.map(({ specialty, regionCodes, count, alternates }) => ({ specialtyCode: specialty?.code ?? '', regionCodes, count, alternates })) }, { idempotencyKey });
    await onDone();
  }

  return (
    <div className="pad">
      <ProblemAlert problem={{ code: 'panel.failed', title: `按原条件补抽没有成功：${why ?? ''}`, remedy: '在座的成员不动。把专业或地区放宽，为空缺的席位另行申请；抽过的人不会再抽到。' }} />
      <div className="panel-section"><RowsBuilder rows={rows} onChange={setRows} /></div>
      <div className="panel-section"><CommandButton label={`补抽 ${vacant} 人`} kind="act" {...(problem === null ? {} : { disabledReason: problem })} run={submit} /></div>
    </div>
  );
}
