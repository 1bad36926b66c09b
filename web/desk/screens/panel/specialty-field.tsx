import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../project/field.tsx';
import { specialtyQuery, type SpecialtyItem } from './panel.data.ts';

/** One of the classified specialties, found by code or name. */
export function SpecialtyField({ value, onPick }: { readonly value: SpecialtyItem | null; readonly onPick: (item: SpecialtyItem) => void }) {
  const [text, setText] = useState('');
  const { data } = useQuery(specialtyQuery(text));
  const items = data?.items ?? [];
  const shown = value && !items.some(({ code }) => code === value.code) ? [value, ...items] : items;
  return (
    <Field label="专业" hint="按代码或名称查找，例如 A08、工程造价">
      <Select
        showSearch
        filterOption={false}
        placeholder="选择专业"
        value={value?.code ?? null}
        options={shown.map(({ code, path }) => ({ value: code, label: `${code}　${path}` }))}
        onSearch={setText}
        onChange={(code: string) => {
          const chosen = shown.find((each) => each.code === code);
          if (chosen) onPick(chosen);
        }}
      />
    </Field>
  );
}
