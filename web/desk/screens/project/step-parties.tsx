import { Input, Switch } from 'antd';
import { useState } from 'react';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Field } from './field.tsx';
import { OrganisationField } from '../subject/organisation-field.tsx';
import { uploadFile } from './project.data.ts';
import type { StepProps } from './step-project.tsx';

/** Who asks, and who acts for him: the initiator chooses the agency, the platform never does. */
export function StepParties({ draft, change, isAgency }: Omit<StepProps, 'on'> & { readonly isAgency: boolean }) {
  return (
    <div className="form-grid">
      {isAgency
        ? <OrganisationField label="招标人（委托人）" kind="initiator" value={draft.initiator} onPick={(initiator) => change({ initiator })} />
        : <Field label="招标人"><Input value={draft.initiator?.name ?? ''} readOnly variant="filled" /></Field>}
      {isAgency
        ? <Field label="代理机构"><Input value={draft.agency?.name ?? ''} readOnly variant="filled" /></Field>
        : <Field label="委托代理机构" hint="由招标人自行选择，任何单位不得指定（招标投标法 第十二条）"><Switch checked={draft.hasAgency} checkedChildren="委托" unCheckedChildren="自行招标" onChange={(hasAgency) => change({ hasAgency })} /></Field>}
      {draft.hasAgency && !isAgency && <OrganisationField label="代理机构" kind="agency" value={draft.agency} onPick={(agency) => change({ agency })} />}
      {draft.hasAgency && <AgreementField draft={draft} change={change} />}
    </div>
  );
}

function AgreementField({ draft, change }: Pick<StepProps, 'draft' | 'change'>) {
  const [problem, setProblem] = useState<Problem | null>(null);
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setProblem(null);
    try {
      change({ agreement: await uploadFile(file) });
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return (
    <div className="form-field wide">
      <FileDrop
        label="委托协议"
        hint="盖章的 PDF 或扫描件，写明委托事项；中心和监督部门可以查看"
        accept="application/pdf,image/png,image/jpeg"
        files={draft.agreement ? [{ name: draft.agreement.name, size: draft.agreement.sizeBytes }] : []}
        onFiles={([file]) => void take(file)}
      />
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
