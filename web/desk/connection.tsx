import { useEffect, useState } from 'react';

/** Says whether the line is there, and while it is not, what that means. */
export function Connection() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return <span className={`connection ${online ? 'on' : 'off'}`} role="status"><i />{online ? <span className="wide-only">连接正常</span> : '连接中断，已提交的都已保存'}</span>;
}
