import { createContext, useContext, useState, type ReactNode } from 'react';
import { asProblem, type Problem } from './problem.ts';
import { ProblemAlert } from './problem-alert.tsx';

/** A key file and its password. */
export type ReadyKey = { readonly file: File; readonly password: string };
export type KeySource = () => Promise<ReadyKey>;

const SourceContext = createContext<KeySource | null>(null);

/** Gives the current person's own demo key to every place below that asks for a key file; null outside the demonstration. */
export function DemoKeys({ source, children }: { readonly source: KeySource | null; readonly children: ReactNode }) {
  return <SourceContext value={source}>{children}</SourceContext>;
}

/** Beside a key file field: one press fills file and password. Nothing in production. */
export function DemoKeyButton({ onKey }: { readonly onKey: (key: ReadyKey) => void }) {
  const source = useContext(SourceContext);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (source === null) return null;

  async function fill(): Promise<void> {
    setProblem(null);
    try {
      if (source) onKey(await source());
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <div className="demo-key">
      <button type="button" className="btn ghost" onClick={() => void fill()}>使用演示证书</button>
      <span className="small muted">演示环境：填入当前人物的密钥和口令</span>
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
