import { Cascader, Input, InputNumber, Radio, Select } from 'antd';
import { leagues, leagueOf, regionCode } from '#kernel/divisions.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { packFor } from '#rules/registry.ts';
import { valueOf } from '#rules/pack.ts';
import { YuanInput } from '../../../ui/yuan-input.tsx';
import { Field } from './field.tsx';
import type { Draft } from './draft.ts';

export type StepProps = { readonly draft: Draft; readonly on: PlainDate; readonly change: (part: Partial<Draft>) => void };

const places = [
  { value: regionCode, label: '自治区本级' },
  ...leagues().map((each) => ({ value: each.code, label: each.name, children: [{ value: each.code, label: `${each.name}本级` }, ...each.areas.map((area) => ({ value: area.code, label: area.name }))] })),
];

const funds = [
  { value: 'stateControlled', label: '国有企业事业单位资金' }, { value: 'budget', label: '预算资金' }, { value: 'donor', label: '国际组织或外国政府资金' },
  { value: 'publicUtility', label: '基础设施、公用事业项目' }, { value: 'private', label: '其他社会资金' },
];

/** What is built, where, and with whose money. */
export function StepProject({ draft, on, change }: StepProps) {
  return (
    <div className="form-grid">
      <Field label="项目名称" wide><Input value={draft.name} maxLength={120} placeholder="与批复文件一致" onChange={(event) => change({ name: event.target.value })} /></Field>
      <Field label="所在地" hint="决定交易中心和监督部门">
        <Cascader value={draft.areaCode === '' ? [] : pathOf(draft.areaCode)} options={places} allowClear={false} showSearch placeholder="选择盟市、旗县区" onChange={(value) => change({ areaCode: value?.at(-1) ?? '', otherAreaCodes: draft.otherAreaCodes.filter((code) => code !== value?.at(-1)) })} />
      </Field>
      <Field label="项目还位于" hint="跨区域的才填：中心按首个地点，监督升到共同的上一级">
        <Cascader multiple value={draft.otherAreaCodes.map(pathOf)} options={places} showSearch showCheckedStrategy="SHOW_CHILD" placeholder="只在一处的不填" onChange={(value) => change({ otherAreaCodes: value.map((each) => each.at(-1) ?? '').filter((code) => code !== draft.areaCode) })} />
      </Field>
      <Field label="投资项目代码" hint="没有的可以不填"><Input value={draft.approvalCode} maxLength={60} placeholder="2606-152921-04-01-100001" onChange={(event) => change({ approvalCode: event.target.value })} /></Field>
      <Field label="交易类别"><Input value="房屋建筑和市政基础设施" readOnly variant="filled" /></Field>
      <Field label="合同内容">
        <Radio.Group value={draft.contractKind} optionType="button" options={[{ value: 'works', label: '施工' }, { value: 'goods', label: '货物' }, { value: 'service', label: '勘察设计监理' }]} onChange={(event) => change({ contractKind: event.target.value as Draft['contractKind'] })} />
      </Field>
      <Field label="资金来源"><Select value={draft.fundKind} options={funds} onChange={(fundKind: Draft['fundKind']) => change({ fundKind })} /></Field>
      {draft.fundKind === 'budget' && (
        <>
          <Field label="预算资金（元）"><YuanInput value={draft.budgetYuan} onChange={(budgetYuan) => change({ budgetYuan })} /></Field>
          <Field label="占投资额（%）"><InputNumber<string> stringMode min="0" max="100" value={draft.budgetPercent} onChange={(value) => change({ budgetPercent: value ?? '' })} /></Field>
        </>
      )}
      <Field label="招标方式">
        <Radio.Group value={draft.method} optionType="button" options={[{ value: 'open', label: '公开招标' }, { value: 'invited', label: '邀请招标' }]} onChange={(event) => change({ method: event.target.value as Draft['method'] })} />
      </Field>
      {draft.method === 'invited' && (
        <Field label="邀请招标的情形" hint="国有资金占控股或者主导地位的项目必须选一项" wide>
          <Select allowClear value={draft.methodReason} options={inviteReasons(draft, on)} placeholder="法定情形" onChange={(methodReason: string | null) => change({ methodReason: methodReason ?? null })} />
        </Field>
      )}
    </div>
  );
}

function pathOf(areaCode: string): string[] {
  return areaCode === regionCode ? [areaCode] : [leagueOf(areaCode)?.code ?? '', areaCode];
}

function inviteReasons({ areaCode }: Draft, on: PlainDate): { value: string; label: string }[] {
  const pack = packFor({ category: 'construction', regionCode: areaCode || regionCode, on });
  return valueOf(pack, 'eng.invite.reason', 'codes').map(({ code, text }) => ({ value: code, label: text }));
}
