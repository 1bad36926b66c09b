import { AutoComplete } from 'antd';
import { useState } from 'react';
import type { OrganisationKind } from '#kernel/roles.ts';
import { Field } from '../project/field.tsx';
import { searchOrganisations, type Holder, type OrganisationItem } from '../project/project.data.ts';

/** Finds a registered organisation by a piece of its name or by its code. */
export function OrganisationField({ label, hint = '输入名称或统一社会信用代码，从登记的主体中选择', kind, value, onPick }: { readonly label: string; readonly hint?: string; /** Of this kind only; any by default. */ readonly kind?: OrganisationKind; readonly value: Holder | null; readonly onPick: (holder: Holder | null) => void }) {
  const [text, setText] = useState(value?.name ?? '');
  const [found, setFound] = useState<readonly OrganisationItem[]>([]);
  async function search(typed: string): Promise<void> {
    if (typed.trim().length >= 2) setFound(await searchOrganisations(typed.trim(), kind).catch(() => []));
  }
  return (
    <Field label={label} hint={hint}>
      <AutoComplete
        value={text}
        options={found.map((each) => ({ value: each.orgId, label: <span>{each.name}<br /><small className="muted">{each.orgId} · {each.areaName}</small></span> }))}
        placeholder="至少两个字"
        onChange={(typed: string) => {
          setText(typed);
          if (value) onPick(null);
        }}
        onSearch={(typed) => void search(typed)}
        onSelect={(orgId: string) => {
          const chosen = found.find((each) => each.orgId === orgId);
          setText(chosen?.name ?? '');
          onPick(chosen ? { orgId: chosen.orgId, name: chosen.name } : null);
        }}
      />
    </Field>
  );
}
