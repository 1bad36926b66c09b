import { Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { roles, rolesOfKind, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';

/** Adds a person of the own organisation; the roles offered are those that its kind can give. */
export function Enrol({ orgId, kind }: { readonly orgId: string; readonly kind: OrganisationKind }) {
  const choices = rolesOfKind(kind);
  const [name, setName] = useState('');
  const [personId, setPersonId] = useState('');
  const [held, setHeld] = useState<readonly Role[]>(choices.slice(0, 1));
  const client = useQueryClient();
  const missing = name.trim() === '' ? '请填写姓名' : !/^[0-9a-zA-Z-]{4,64}$/.test(personId) ? '请填写证书上的人员编号' : held.length === 0 ? '请选择职责' : undefined;

  async function enrol(key: string): Promise<void> {
    await command('person.enrol', { personId, orgId, name: name.trim(), roles: held }, { idempotencyKey: key });
    setName('');
    setPersonId('');
    await client.invalidateQueries({ queryKey: ['organisation'] });
  }

  return (
    <div className="pad form-grid">
      <Field label="姓名"><Input value={name} maxLength={50} onChange={(event) => setName(event.target.value)} /></Field>
      <Field label="证书人员编号"><Input value={personId} maxLength={64} onChange={(event) => setPersonId(event.target.value.trim())} /></Field>
      <Field label="职责" wide><Select mode="multiple" value={[...held]} options={choices.map((role) => ({ value: role, label: roles[role].name }))} onChange={(value: Role[]) => setHeld(value)} /></Field>
      <div className="form-field wide"><CommandButton label="增加人员" kind="ghost" run={enrol} {...(missing ? { disabledReason: missing } : {})} done="已登记，本人即可用证书登录。" /></div>
    </div>
  );
}
