import { useState } from 'react';
import type { FileRef } from '#trade/tender/tender.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { useRefreshAll } from '../award/award.data.ts';
import { uploadFile } from '../project/project.data.ts';
import type { WitnessView } from './record.screen.tsx';

type Kind = 'note' | 'site-rule' | 'unlawful';
const kinds: readonly { readonly kind: Kind; readonly title: string; readonly hint: string }[] = [
  { kind: 'note', title: '见证情况', hint: '现场见到的事实' },
  { kind: 'site-rule', title: '违反现场管理', hint: '记录，并写明制止、纠正的情况' },
  { kind: 'unlawful', title: '涉嫌违法违规', hint: '记录、保存证据，立即通知监督部门；由监督部门处理' },
];

/** What a witness adds: a note, or an incident that at once is with the department. */
export function AddNote({ view }: { readonly view: WitnessView }) {
  const [kind, setKind] = useState<Kind>('note');
  const [text, setText] = useState('');
  const [measures, setMeasures] = useState('');
  const [files, setFiles] = useState<readonly FileRef[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const refresh = useRefreshAll();

  async function add(chosen: readonly File[]): Promise<void> {
    try {
      const stored = await Promise.all(chosen.map((file) => uploadFile(file)));
      setFiles((before) => [...before, ...stored]);
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  async function submit(key: string): Promise<void> {
    const base = { tenderId: view.tenderId, text: text.trim(), files };
    if (kind === 'note') await command('witness.note', base, { idempotencyKey: key });
    else await command('witness.reportIncident', { ...base, incident: kind, measures: measures.trim() }, { idempotencyKey: key });
    setText('');
    setMeasures('');
    setFiles([]);
    await refresh();
  }

  const missing = text.trim().length < 2 ? '写明见到的情况' : kind === 'site-rule' && measures.trim().length < 2 ? '写明制止、纠正的情况' : null;
  return (
    <section className="card w-add">
      <h2>补充记录</h2>
      <fieldset><legend className="sr">记录种类</legend>{kinds.map((each) => (
        <label key={each.kind}><input type="radio" checked={kind === each.kind} onChange={() => setKind(each.kind)} /><span><b>{each.title}</b><br /><span className="small muted">{each.hint}</span></span></label>
      ))}</fieldset>
      <label className="field">情况<textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} /></label>
      {kind !== 'note' && <label className="field">{kind === 'site-rule' ? '制止、纠正的情况' : '已采取的保存证据措施（可不填）'}<textarea rows={2} value={measures} onChange={(event) => setMeasures(event.target.value)} /></label>}
      <FileDrop label="附件" hint="照片、录像、文书" multiple files={files.map((file) => ({ name: file.name, size: file.sizeBytes }))} onFiles={(chosen) => void add(chosen)} />
      {problem && <ProblemAlert problem={problem} />}
      <div className="w-submit"><CommandButton label={kind === 'unlawful' ? `记录并通知${view.department.name}` : '写入记录'} kind={kind === 'note' ? 'primary' : 'act'} wide run={submit} done={kind === 'unlawful' ? `已通知${view.department.name}` : '已写入'} {...(missing === null ? {} : { disabledReason: missing })} /></div>
      <p className="small muted">写入后不能修改。中心只记录、提醒、报告，不作处理决定。</p>
    </section>
  );
}
