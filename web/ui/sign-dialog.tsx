import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { DemoKeyButton, type ReadyKey } from './demo-key.tsx';
import { useOwnKeyFile } from './own-key.tsx';
import { FileDrop } from './file-drop.tsx';
import { asProblem, type Problem } from './problem.ts';
import { ProblemAlert } from './problem-alert.tsx';

/** What is signed, in the words of the person who signs. `value` with several lines keeps them. */
export type StatementLine = { readonly label: string; readonly value: string };

export type SignDialogProps = {
  readonly open: boolean;
  /** `签署投标函` */
  readonly title: string;
  readonly statement: readonly StatementLine[];
  /** What signing does, in one sentence. */
  readonly effect: string;
  /** Unlocks the key and signs; throws what `asProblem` can show. The dialog forgets the password afterwards. */
  readonly onSign: (key: File, password: string) => Promise<void>;
  readonly onCancel: () => void;
};

/** First the statement in readable form, then key file and password. The key stays in this browser. */
export function SignDialog({ open, title, statement, effect, onSign, onCancel }: SignDialogProps) {
  const [key, setKey] = useState(useOwnKeyFile());
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function sign(): Promise<void> {
    if (!key || password === '' || pending) return;
    setPending(true);
    setProblem(null);
    try {
      await onSign(key, password);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPassword('');
      setPending(false);
    }
  }

  function fill({ file, password: given }: ReadyKey): void {
    setKey(file);
    setPassword(given);
  }

  return (
    <Modal className="sign-dialog" open={open} title={title} onCancel={onCancel} onOk={() => void sign()} okText="签署" cancelText="先不签" confirmLoading={pending} okButtonProps={{ disabled: !key || password === '' }} mask={{ closable: false }} destroyOnHidden>
      <p className="muted small">你将要签署的内容：</p>
      <Statement lines={statement} />
      <p className="sign-effect">{effect}</p>
      <DemoKeyButton onKey={fill} />
      <FileDrop label="密钥文件" hint="只在本机使用，不会上传" files={key ? [key] : []} onFiles={([file]) => setKey(file ?? null)} />
      <label className="field">
        密钥口令
        <input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && void sign()} />
      </label>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}

/** Takes the height that is left and scrolls in it; says so for as long as something stands below its edge. */
function Statement({ lines }: { readonly lines: readonly StatementLine[] }) {
  const list = useRef<HTMLDListElement>(null);
  const [hasMore, setMore] = useState(false);
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = (): void => setMore(element.scrollHeight - element.clientHeight - element.scrollTop > 4);
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    for (const row of element.children) sizes.observe(row);
    element.addEventListener('scroll', measure);
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [lines]);
  return (
    <div className="statement-frame">
      <dl className="statement" ref={list} tabIndex={0} aria-label="将要签署的内容">
        {lines.map((line) => <div key={line.label}><dt>{line.label}</dt><dd>{line.value}</dd></div>)}
      </dl>
      {hasMore && <span className="statement-more" aria-hidden="true">下面还有内容，请往下滚动 ↓</span>}
    </div>
  );
}
