import { useState } from 'react';
import { openKeyFile } from '../../../ui/certificate-login.ts';
import { DemoKeyButton } from '../../../ui/demo-key.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { testKeys } from '../../../ui/sealing/key-test.ts';
import './bid.css';

/** 私钥自测: whether this key file opens what will be sealed to its certificate. Nothing leaves the machine: a test would tell that somebody means to bid. */
export function Screen() {
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const [owner, setOwner] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function run(): Promise<void> {
    setOwner(null);
    setProblem(null);
    try {
      if (!file) return;
      const keys = await openKeyFile(file, password);
      await testKeys(keys);
      setOwner(keys.name);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <section className="card bid-key-test">
      <div className="sec"><h1>私钥自测</h1></div>
      <div className="pad">
        <p>用一段随机数在本机加密，再用您的私钥解开；并试签一次名。全程不联网，没有人知道您测过。</p>
        <DemoKeyButton onKey={({ file: given, password: its }) => {
          setFile(given);
          setPassword(its);
        }} />
        <FileDrop label="密钥文件" hint=".ovookey，只在本机使用" accept=".ovookey,application/json" files={file ? [file] : []} onFiles={([chosen]) => setFile(chosen ?? null)} />
        <label className="field">密钥口令<input type="password" autoComplete="off" value={password} onChange={(event) => setPassword(event.target.value)} /></label>
        <CommandButton label="开始自测" pendingLabel="正在测试…" run={run} {...(!file || password === '' ? { disabledReason: '请选择密钥文件并输入口令' } : {})} />
        {owner && <p className="done-note" role="status">{owner} 的私钥可用：能解密，也能签名，与证书是一对。</p>}
        {problem && <ProblemAlert problem={problem} />}
      </div>
    </section>
  );
}
