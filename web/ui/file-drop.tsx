import { useId, useState, type DragEvent } from 'react';
import { formatBytes } from './format.ts';

export type FileDropProps = {
  readonly label: string;
  /** What is taken and why: `.ovk 密钥文件，只在本机使用`. */
  readonly hint: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly files?: readonly { readonly name: string; readonly size: number }[];
  readonly onFiles: (files: readonly File[]) => void;
};

/** Takes files by drop, click or keyboard. */
export function FileDrop({ label, hint, accept, multiple = false, disabled = false, files = [], onFiles }: FileDropProps) {
  const [over, setOver] = useState(false);
  const id = useId();
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const dropped = [...event.dataTransfer.files];
    if (!disabled && dropped.length > 0) onFiles(multiple ? dropped : dropped.slice(0, 1));
  }
  return (
    <label
      className={`file-drop${over ? ' over' : ''}${disabled ? ' disabled' : ''}`}
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <b>{label}</b>
      <span className="muted small">{hint}</span>
      {files.map((file) => <span className="doc" key={file.name}>{file.name} <span className="muted">{formatBytes(file.size)}</span></span>)}
      <input
        id={id}
        className="sr"
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}
