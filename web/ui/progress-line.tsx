export type ProgressProps = {
  /** `正在加密 3 个文件` */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly state?: 'running' | 'done' | 'failed';
  /** `剩 12 秒`, `已安全保存到 214 MB，恢复连接后接着传` */
  readonly note?: string;
};

export function ProgressLine({ label, done, total, state = 'running', note }: ProgressProps) {
  const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0;
  return (
    <div className={`progress ${state}`}>
      <span>{label}</span>
      <b>{state === 'done' ? '完成' : `${percent} %`}</b>
      <div className="bar" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}><i style={{ width: `${percent}%` }} /></div>
      {note && <span className="muted">{note}</span>}
    </div>
  );
}
