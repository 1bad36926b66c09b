import { named, unnamed } from '#rules/texts/change.ts';
import { textRuns } from '#rules/texts/deviations.ts';
import { findStandardText } from '#rules/texts/library.ts';
import { fieldsIn, sectionsOf } from '#rules/texts/text.ts';
import { composedText, computedValues, deviationsOf, packOf } from '#trade/tender/tender.document.ts';
import { useState } from 'react';
import { Chip } from '../../../ui/chip.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { uploadFile } from '../project/project.data.ts';
import { stateOf } from './amendment-form.tsx';
import type { StepProps } from './compose.screen.tsx';
import { Field, Lines } from './fields.tsx';

/** What the text still asks for, then the clauses: a clause that departs from the standard shows where. */
export function TextStep({ tender, document, change }: StepProps) {
  const standard = findStandardText(document.standardTextId);
  if (!standard) return <p>这类项目没有标准文本。</p>;
  const computed = computedValues(stateOf(tender), document, packOf(tender));
  const asked = fieldsIn(composedText(document)).filter((id) => !(id in computed)).flatMap((id) => standard.fields.filter((field) => field.id === id));
  const deviations = deviationsOf(document);
  const originals = new Map(sectionsOf(standard).map((section) => [section.id, section.body]));
  const setBody = (id: string, body: string): void => change({ sections: document.sections.map((section) => (section.id === id ? { ...section, body } : section)) });

  return (
    <>
      <p className="muted small">{standard.title}。时间、金额、评分等从前面的步骤自动填入，不用重写；条款里〔 〕中的名称由平台换成这些内容，请原样保留。</p>
      <div className="t-fields">
        {asked.map((field) => {
          const value = document.values[field.id] ?? '';
          const set = (text: string): void => change({ values: { ...document.values, [field.id]: text } });
          return <Field key={field.id} label={field.label} wide={field.kind === 'paragraph'}>{field.kind === 'paragraph' ? <Lines rows={2} value={value} onChange={set} /> : <input value={value} onChange={(event) => set(event.target.value)} />}</Field>;
        })}
      </div>
      <Attachments {...{ document, change }} />
      <h3 style={{ marginTop: 20 }}>条款 {deviations.length > 0 ? <Chip label={`偏离标准文本 ${deviations.length} 处，发布后公开`} tone="act" /> : <Chip label="与标准文本一致" tone="ok" />}</h3>
      {composedText(document).chapters.map((chapter) => (
        <details key={chapter.id} className="t-section">
          <summary>{chapter.title}</summary>
          {chapter.sections.map((section) => {
            const original = originals.get(section.id) ?? '';
            const departs = deviations.find((deviation) => deviation.sectionId === section.id);
            return (
              <details key={section.id} className="t-section" open={departs !== undefined}>
                <summary>{section.title} {departs && <Chip label="偏离" tone="act" />}</summary>
                <Lines rows={4} value={named(section.body)} onChange={(text) => setBody(section.id, unnamed(text))} />
                {departs && <div className="diff">{textRuns(named(original), named(section.body)).map((run, i) => (run.kind === 'removed' ? <del key={i}>{run.text}</del> : run.kind === 'added' ? <ins key={i}>{run.text}</ins> : <span key={i}>{run.text}</span>))}</div>}
                {departs && <button type="button" className="btn ghost" style={{ marginTop: 8 }} onClick={() => setBody(section.id, original)}>恢复标准文本</button>}
              </details>
            );
          })}
        </details>
      ))}
    </>
  );
}

/** 图纸、清单说明 and other files that are published with the document. */
function Attachments({ document, change }: Pick<StepProps, 'document' | 'change'>) {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function add(chosen: readonly File[]): Promise<void> {
    setSending(true);
    setProblem(null);
    try {
      const sent = await Promise.all(chosen.map(uploadFile));
      change({ files: [...document.files, ...sent.filter((file) => !document.files.some((each) => each.sha256 === file.sha256))] });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSending(false);
    }
  }
  return (
    <>
      <h3 style={{ margin: '20px 0 8px' }}>附件</h3>
      <FileDrop label={isSending ? '正在上传…' : '添加图纸等附件'} hint="PDF、压缩包、表格；随招标文件一起公开" multiple disabled={isSending} onFiles={(chosen) => void add(chosen)} />
      {problem && <ProblemAlert problem={problem} />}
      {document.files.map((file) => (
        <span className="doc" key={file.sha256}>{file.name} <span className="muted">{formatBytes(file.sizeBytes)}</span>
          <button type="button" className="btn ghost" aria-label={`删去附件${file.name}`} onClick={() => change({ files: document.files.filter((each) => each.sha256 !== file.sha256) })}>删去</button>
        </span>
      ))}
    </>
  );
}
