import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen } from '#kernel/money.ts';
import { microsPerSecond } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { BidView, HallPhase, LotView, OpeningView } from '#trade/opening/hall-view.types.ts';
import { Chip } from '../chip.tsx';
import { formatDayTime, formatDeadlineShort, formatRemaining } from '../format.ts';
import { SecretSentence } from '../secret-sentence.tsx';
import { useServerTime } from '../server-time.tsx';
import { StageLine } from '../stage-line.tsx';
import type { ChipProps, StageProps } from '../types.ts';
import { HallObjections, HallRecord } from './hall-end.tsx';
import { Stones, stoneWords } from './stones.tsx';

const phaseChips: Record<HallPhase, ChipProps> = {
  before: { label: '等待开标', tone: 'sky' }, paused: { label: '已暂停', tone: 'bad' }, closing: { label: '正在截止', tone: 'act', live: true },
  closed: { label: '名单已定，等待解密', tone: 'act', live: true }, decrypting: { label: '解密中', tone: 'act', live: true },
  announced: { label: '报价已公布', tone: 'ok' }, confirmed: { label: '记录已确认', tone: 'ok' }, failed: { label: '开标失败', tone: 'bad' }, terminated: { label: '招标终止', tone: 'bad' },
};

/** The hall as everyone sees it. Who may do something finds it beside, in the desk. */
export function HallBoard({ view }: { readonly view: OpeningView }) {
  const hasFailed = view.phase === 'failed' || view.phase === 'terminated';
  const isOpen = view.closedAt !== null && !hasFailed;
  return (
    <div className="hall">
      <header className="hall-head">
        <h1>{view.name}</h1>
        <p className="chips"><Chip {...phaseChips[view.phase]} /> {view.closedLateMicros > 0 && <Chip tone="bad" label={`截止晚 ${Math.round(view.closedLateMicros / microsPerSecond)} 秒，已记录`} />}</p>
        <p className="facts">
          <span>{view.agency ? `${view.initiator}（代理：${view.agency}）` : view.initiator}</span><span>{view.place}</span><span>{view.centre} 见证</span><span>{view.transactionCode}</span>
          <span>{hostWords(view)}</span>
        </p>
      </header>
      {!hasFailed && <section className="card"><div className="pad"><StageLine stages={stagesOf(view)} /></div></section>}
      {!isOpen && !hasFailed && <Gate view={view} />}
      {view.phase === 'terminated' && <section className="card"><div className="hall-failed"><h3>招标终止，不开标</h3><p>收到的投标文件永远密封，密钥不会放出：谁投了标、有几家投标，永远不公开。</p><p className="small muted">依据：招标投标法实施条例 第三十一条</p></div></section>}
      {view.lots.map((lot) => <Lot key={lot.lotId} lot={lot} view={view} />)}
      {view.draw && isOpen && <Draw draw={view.draw} view={view} />}
      <HallObjections view={view} />
      <HallRecord view={view} />
      <Holders view={view} />
    </div>
  );
}

function hostWords({ host, phase }: OpeningView): string {
  if (host) return `${host.orgName} 主持，${formatDayTime(host.at)} 签到`;
  if (phase === 'terminated') return '没有开标';
  return phase === 'before' || phase === 'closing' ? '主持人尚未签到' : '主持人未到，自动进行并已记录';
}

function Gate({ view }: { readonly view: OpeningView }) {
  const left = view.deadlineAt - useServerTime();
  const words = { paused: '已暂停，恢复后另行公布时刻', closing: '正在截止' };
  return (
    <section className="card hall-gate" aria-label="开标倒计时">
      <span className="muted">{view.phase === 'before' ? '距开标（服务器时间）' : '开标'}</span>
      <div className="big num" role="timer">{view.phase === 'before' && left > 0 ? formatRemaining(left) : words[view.phase === 'paused' ? 'paused' : 'closing']}</div>
      <span className="muted small">{view.phase === 'paused' ? `原定 ${formatDeadline(view.deadlineAt)} 北京时间` : `${formatDeadline(view.deadlineAt)} 北京时间，投标截止与开标同一时刻，到时自动进行`}</span>
      <SecretSentence text="开标以前，谁投了标、有几家投标，任何人都看不到：招标人、代理机构、中心、监督部门和平台自己都不例外（招标投标法 第二十二条）。" />
    </section>
  );
}

function Lot({ lot, view }: { readonly lot: LotView; readonly view: OpeningView }) {
  if (lot.status === 'waiting') return null;
  const prices = lot.bids.filter(({ outcome }) => outcome?.kind === 'opened').length;
  return (
    <section className="card" aria-labelledby={lot.lotId}>
      <div className="sec"><h2 id={lot.lotId}>{lot.name}</h2>
        {lot.status === 'open' && <Chip tone="plain" label={`${lot.bids.length} 家投标人`} />}
        {lot.priceCapFen && <span className="small muted">最高投标限价 {formatFen(BigInt(lot.priceCapFen))}</span>}
      </div>
      {lot.failure && <div className="hall-failed"><h3>不予开标</h3><p>{lot.failure.text}</p><p className="small muted">依据：{lot.failure.article}</p></div>}
      {lot.status === 'open' && <ol className="hall-bids" aria-live="polite">{sorted(lot.bids).map((bid) => <Bid key={bid.manifestHash} bid={bid} view={view} />)}</ol>}
      {lot.status === 'open' && prices === 0 && view.phase !== 'announced' && view.phase !== 'confirmed' && <p className="foot-note">全部解密完成后，报价一次公布，没有先后。四块石头是四方密钥保管方，放满 {view.k} 块即可打开。</p>}
    </section>
  );
}

/** Lowest price first; who has none comes last. */
function sorted(bids: readonly BidView[]): BidView[] {
  const priceOf = ({ outcome }: BidView) => (outcome?.kind === 'opened' ? BigInt(outcome.price.priceFen) : null);
  return [...bids].sort((a, b) => {
    const [one, other] = [priceOf(a), priceOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return one < other ? -1 : one > other ? 1 : 0;
  });
}

const sealWords = { matches: '密封核对一致', differs: '密封核对不一致' } as const;

function Bid({ bid, view }: { readonly bid: BidView; readonly view: OpeningView }) {
  const { outcome } = bid;
  const fen = outcome?.kind === 'opened' ? BigInt(outcome.price.priceFen) : null;
  return (
    <li className={`hall-bid${fen === null ? '' : ' shown'}`}>
      <div>
        <h3>{bid.bidderName}{bid.bidderId === view.ownBidderId && <span className="own">本单位</span>}</h3>
        <span className="hash" title={`清单摘要 ${bid.manifestHash}`}>№ {bid.manifestHash.slice(0, 12)}</span>
        {bid.sealCheck && <> <Chip label={sealWords[bid.sealCheck]} tone={bid.sealCheck === 'matches' ? 'ok' : 'bad'} /></>}
      </div>
      <Stones bid={bid} holders={view.holders} />
      <div className="terms">{outcome?.kind === 'opened' ? <>{outcome.price.durationDays} 日历天 · {outcome.price.quality}<br />项目经理 {outcome.price.projectManager.name}</> : <>收到于 {formatDayTime(bid.receivedAt)}</>}</div>
      {fen !== null ? <div className="price num">{formatFen(fen)}<span className="capital">{capitalFen(fen)}</span></div> : <div className="waiting">{outcome ? (outcome.kind === 'revoked' ? '视为撤销' : '视为撤回') : stoneWords(bid, view.k)}</div>}
      {outcome && outcome.kind !== 'opened' && <p className="fault">{outcome.cause}。责任方：{outcome.faultOf}（电子招标投标办法 第三十一条）</p>}
      {bid.wrong.length > 0 && <p className="fault">{namesOf(bid.wrong, view)} 放出的份额与承诺不符，已按名记录。</p>}
    </li>
  );
}

function namesOf(holderIds: readonly string[], { holders }: OpeningView): string {
  return holderIds.map((id) => holders.find(({ holderId }) => holderId === id)?.name ?? id).join('、');
}

function Draw({ draw, view }: { readonly draw: NonNullable<OpeningView['draw']>; readonly view: OpeningView }) {
  return (
    <section className="card" aria-labelledby="draw">
      <div className="sec"><h2 id="draw">抽取下浮系数</h2>{draw.value === null ? <Chip tone="act" live label="等待各方来源" /> : <Chip tone="ok" label={`抽中 ${draw.value}`} />}{draw.value !== null && <a className="more" href={`/api/openings/${view.tenderId}/transcript`}>全部材料，可自行重算</a>}</div>
      <ul className="hall-draw" aria-live="polite">{draw.candidates.map((value) => <li key={value} className={`num${value === draw.value ? ' drawn' : ''}`}>{value}</li>)}</ul>
      <p className="foot-note">由 {draw.sources.length} 方密钥保管方截止前托管的随机数与开标名单的日志检查点共同算出，任何一方都不能左右，也不能抽第二次。</p>
    </section>
  );
}

const partWords: Readonly<Record<string, string>> = { initiator: '招标人一方', 'local-centre': '项目所在中心', 'partner-centre': '轮值中心', 'independent-ca': '独立认证机构' };

/** While bids are being opened: this holder's shares have not come. */
function isAwaited(holder: string, { phase, lots }: OpeningView): boolean {
  return phase === 'decrypting' && lots.some(({ bids }) => bids.some(({ released, wrong }) => !released.includes(holder) && !wrong.includes(holder)));
}

function Holders({ view }: { readonly view: OpeningView }) {
  return (
    <section className="card" aria-labelledby="holders">
      <div className="sec"><h2 id="holders">四方密钥保管</h2><span className="small muted">任何 {view.k} 方到齐才能打开，单独一方什么也看不到</span></div>
      <ul className="hall-holders">{view.holders.map(({ holderId, name, part }) => <li key={holderId}><span className={`stone${isAwaited(holderId, view) ? '' : ' set'}`} aria-hidden="true" /><span>{name}<span className="note">{partWords[part] ?? part}{isAwaited(holderId, view) && ' · 份额还没有到'}</span></span></li>)}</ul>
    </section>
  );
}

/** 截止 → 名单 → 系数 → 解密 → 报价 → 异议 → 记录: the coefficient is drawn before any price can be known. */
function stagesOf(view: OpeningView): StageProps[] {
  const order: readonly HallPhase[] = ['before', 'closed', 'decrypting', 'announced', 'confirmed'];
  const at = order.indexOf(view.phase === 'closing' || view.phase === 'paused' ? 'before' : view.phase);
  const isDrawn = view.draw !== null && view.draw.value !== null;
  const isOpening = at === 1 || at === 2;
  const isDrawing = view.draw !== null && !isDrawn && isOpening;
  const state = (done: boolean, now: boolean): StageProps['state'] => (done ? 'done' : now ? (view.phase === 'paused' ? 'stopped' : 'now') : 'next');
  return [
    { label: '截止', note: `${view.phase === 'paused' ? '原定 ' : ''}${formatDeadlineShort(view.deadlineAt)}`, state: state(at >= 1, at === 0) },
    { label: '名单', note: '', state: state(at >= 1, false) },
    ...(view.draw ? [{ label: '抽系数', note: view.draw.value ?? '', state: state(isDrawn, isDrawing) }] : []),
    { label: '解密', note: view.decryptUntil === null || at >= 3 ? '' : `至 ${formatDeadlineShort(view.decryptUntil).slice(6)}`, state: state(at >= 3, isOpening && !isDrawing) },
    { label: '报价', note: '', state: state(at >= 3, false) },
    { label: '异议', note: view.objectUntil === null || at === 4 ? '' : `至 ${formatDeadlineShort(view.objectUntil).slice(6)}`, state: state(at >= 4, at === 3) },
    { label: '记录', note: '', state: state(at >= 4, false) },
  ];
}
