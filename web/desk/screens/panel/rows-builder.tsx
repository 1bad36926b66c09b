import { InputNumber, Select } from 'antd';
import { leagues } from '#kernel/divisions.ts';
import { Field } from '../project/field.tsx';
import { emptyRow, type DraftRow } from './request-draft.ts';
import { SpecialtyField } from './specialty-field.tsx';

const regions = leagues().map(({ code, name }) => ({ value: code, label: name }));

/** One row a specialty: a code takes all beneath it; without places the whole region is drawn from. */
export function RowsBuilder({ rows, onChange }: { readonly rows: readonly DraftRow[]; readonly onChange: (rows: readonly DraftRow[]) => void }) {
  const edit = (key: string, part: Partial<DraftRow>): void => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <>
      {rows.map((row) => (
        <div className="panel-row" key={row.key}>
          <SpecialtyField value={row.specialty} onPick={(specialty) => edit(row.key, { specialty })} />
          <Field label="人数"><InputNumber min={1} max={15} precision={0} value={row.count} onChange={(count) => edit(row.key, { count: count ?? 1 })} /></Field>
          <Field label="候补"><InputNumber min={0} max={30} precision={0} value={row.alternates} onChange={(alternates) => edit(row.key, { alternates: alternates ?? 0 })} /></Field>
          <div className="whole">
            <Field label="地区"><Select mode="multiple" allowClear placeholder="全区" options={regions} value={[...row.regionCodes]} optionFilterProp="label" onChange={(regionCodes: string[]) => edit(row.key, { regionCodes })} /></Field>
            {rows.length > 1 && <button type="button" className="btn ghost" onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}>去掉</button>}
          </div>
        </div>
      ))}
      <button type="button" className="btn ghost" disabled={rows.length >= 12} onClick={() => onChange([...rows, { ...emptyRow(), count: 1, alternates: 1 }])}>再加一个专业</button>
    </>
  );
}
