import { filePartTitles, type FilePart } from '#trade/bid/seal-page.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { OrganisationSeal } from '../../../ui/sealing/organisation-seal.tsx';
import type { StepProps } from './draft.ts';

const hints: Readonly<Record<FilePart, string>> = {
  qualification: '营业执照、资质、安全许可、人员证书',
  technical: '施工组织设计、进度计划、图纸',
  commercial: '投标函、业绩、财务、承诺',
};

/** PDF parts, each under the organisation's seal and the legal representative's signature. */
export function FilesStep({ draft, change, bidderName }: StepProps & { readonly bidderName: string }) {
  function add(part: FilePart, files: readonly File[]): void {
    const kept = draft.files.filter((each) => each.part !== part || !files.some((file) => file.name === each.file.name));
    change({ files: [...kept, ...files.map((file) => ({ part, file }))] });
  }
  return (
    <>
      <label className="field">法定代表人<input value={draft.legalRepresentative} onChange={(event) => change({ legalRepresentative: event.target.value })} /></label>
      {(Object.keys(filePartTitles) as FilePart[]).map((part) => (
        <section key={part} className="bid-part">
          <FileDrop label={`${filePartTitles[part]}文件`} hint={`${hints[part]}；PDF，可选多个，几百 MB 也可以`} accept="application/pdf,.pdf" multiple onFiles={(files) => add(part, files)} />
          {draft.files.filter((each) => each.part === part).map(({ file }) => (
            <div key={file.name} className="bid-sealed-file">
              <span className="doc">{file.name} <span className="muted">{formatBytes(file.size)}</span></span>
              <OrganisationSeal name={bidderName} size={64} />
              <span className="bid-signature">{draft.legalRepresentative || '法定代表人'}</span>
              <button type="button" className="btn ghost" aria-label={`移除 ${file.name}`} onClick={() => change({ files: draft.files.filter((each) => each.file !== file) })}>移除</button>
            </div>
          ))}
        </section>
      ))}
      <p className="muted small">印章与签名记在一张签章页里，和每个文件的密文指纹绑在一起，由本单位的数字证书签名。开标后随文件一同显示，换一个字节都会被发现。</p>
    </>
  );
}
