import type { HallView } from '#trade/auction/hall-view.types.ts';

/** Once it is over: everything that happened here, as a file that anyone can check without the platform. */
export function HallProof({ view: { status, lotId, mayRead } }: { readonly view: HallView }) {
  if (status !== 'ended') return null;
  const path = `/api/bundles/${encodeURIComponent(lotId)}`;
  return (
    <section className="card auction-note" aria-label="证据包">
      <h2>证据包</h2>
      <p>公告、每一次报价、每一次倒计时和结果，都在一份文件里。不靠本站也能把整场竞价重放一遍。</p>
      <p className="links">
        <a href={`${path}?edition=public`}>下载公开版</a>
        {mayRead.includes('bundle') && <a href={`${path}?edition=parties`}>下载当事人版</a>}
        <a href={`/verify?bundle=${encodeURIComponent(path)}`}>自己验证</a>
      </p>
    </section>
  );
}
