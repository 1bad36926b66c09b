import { Radio } from 'antd';
import { formatFen } from '#kernel/money.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { addDays, startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import { isFreeFirst, isListed, modeTitle } from '#rules/sale/modes.ts';
import type { PlayedMode } from '#trade/sale/sale.played.ts';
import { minuteText } from '#trade/sale/sale.words.ts';
import { FenInput, Field, InstantInput } from '../tender/fields.tsx';
import type { Times } from './draft.ts';
import { LotCriteria } from './lot-criteria.tsx';
import { graceDays } from './proposal.ts';
import type { LotProps } from './step-lots.tsx';
import { useAuctioneers } from './sale.data.ts';
import { Suggested } from './suggested.tsx';

const modeHints: Readonly<Record<PlayedMode, string>> = {
  auction: '由持证拍卖师在大厅里主持：宣布开始、叫价、落槌，落槌成交；结束后签署拍卖笔录。',
  listing: '挂牌期内随时报价；截止时询问是否继续，有人继续就转入限时竞价。',
  lotteryAfterCap: '挂牌期内随时报价；报到最高限价的，愿按限价成交的竞买人表示参加，摇号定一人，谁都不能选定结果。',
  nearestAfterCap: '挂牌期内随时报价；报到最高限价的，各密封报一次价，到时一起打开，最接近平均价的取得。',
  sealedOnce: '各密封报一次价，到时一起打开，最高的取得；打开以前平台也看不到。',
  onlineBidding: '先自由报价，再限时报价；限时阶段每有一次有效报价，倒计时重新开始。',
  multiRound: '分几轮报价，每轮从条件最差的开始，一人一次，看得见别人的价格。',
  weighted: '先自由报价，再限时报价；按价格和公告的其他指标合计总分，总分最高的取得。',
  reverse: '从起始价（最高价）向下报，最低的取得；适用于采购服务、补贴和收费的比较。',
  descending: '从起始价按时下降，第一个应价的取得。',
};

/** The way of bidding, and when. */
export function LotTimes(props: LotProps) {
  const { lot, change, proposal } = props;
  const { mode, modes } = proposal;
  // What follows a cap needs a cap.
  const choose = (next: PlayedMode | null): void => change({ mode: next, times: null, ...((next === 'lotteryAfterCap' || next === 'nearestAfterCap') && lot.capFen === null ? { capFen: '' } : {}) });
  const hasCountdown = mode !== null && (isListed(mode) || isFreeFirst(mode));
  if (mode === null) return <p className="problem-box">这个种类的法定方式还不能在竞价大厅进行，请换一个种类。</p>;
  return (
    <section aria-label="方式和时间">
      <h3>方式和时间</h3>
      {modes.length > 1
        ? <Radio.Group aria-label="竞价方式" value={mode} optionType="button" options={modes.map((value) => ({ value, label: modeTitle(value) }))} onChange={(event) => choose(modes.find((each) => each === event.target.value) ?? null)} />
        : <p><b>{modeTitle(mode)}</b> <span className="small muted">大厅里能进行的法定方式</span></p>}
      <p className="small muted">{modeHints[mode]}</p>
      <TimesPart {...props} mode={mode} times={lot.times ?? proposal.times} />
      <div className="t-fields">
        {hasCountdown && <Minutes label="限时竞价每次（分钟）" most={60} value={lot.cycleMinutes ?? proposal.cycleMinutes} onChange={(cycleMinutes) => change({ cycleMinutes })} />}
        {isListed(mode) && <Minutes label="询问是否继续（分钟）" most={60} value={lot.askMinutes} onChange={(askMinutes) => change({ askMinutes })} />}
        {mode === 'lotteryAfterCap' && <Minutes label="达到限价后表示参加摇号（分钟）" most={1440} value={lot.joinMinutes} onChange={(joinMinutes) => change({ joinMinutes })} />}
        {(mode === 'nearestAfterCap' || mode === 'sealedOnce') && <Minutes label="密封报价的时间（分钟）" most={1440} value={lot.offerMinutes} onChange={(offerMinutes) => change({ offerMinutes })} />}
        {mode === 'multiRound' && <><Minutes label="共几轮" most={10} value={lot.rounds} onChange={(rounds) => change({ rounds })} /><Minutes label="每人每次报价时间（秒）" least={5} most={3600} value={lot.turnSeconds} onChange={(turnSeconds) => change({ turnSeconds })} /></>}
        {mode === 'descending' && <Minutes label="每隔多少秒降一次" least={5} most={3600} value={lot.everySeconds} onChange={(everySeconds) => change({ everySeconds })} />}
      </div>
      {mode === 'weighted' && <LotCriteria {...props} />}
      {mode === 'auction' && <Presiding auctioneerId={lot.auctioneerId} displayDays={lot.displayDays} change={change} />}
      {mode === 'descending' && lot.startFen !== '' && (
        <div className="s-suggestions">
          <Suggested label="每次降" value={formatFen(BigInt(proposal.dropFen))} why="按起始价的百分之一" isOwn={lot.dropFen !== null} onOwn={() => change({ dropFen: proposal.dropFen })} onBack={() => change({ dropFen: null })}>
            <Field label="每次降（元）"><FenInput fen={lot.dropFen ?? ''} onChange={(dropFen) => change({ dropFen })} /></Field>
          </Suggested>
          <Suggested label="最低降到" value={formatFen(BigInt(proposal.floorFen))} why="按起始价的九成" isOwn={lot.floorFen !== null} onOwn={() => change({ floorFen: proposal.floorFen })} onBack={() => change({ floorFen: null })}>
            <Field label="最低降到（元）"><FenInput fen={lot.floorFen ?? ''} onChange={(floorFen) => change({ floorFen })} /></Field>
          </Suggested>
        </div>
      )}
    </section>
  );
}

/** 拍卖法第十四条: an auction is held by a licensed auctioneer, who is named in the announcement. */
function Presiding({ auctioneerId, displayDays, change }: Pick<LotProps['lot'], 'auctioneerId' | 'displayDays'> & Pick<LotProps, 'change'>) {
  const { data } = useAuctioneers();
  return (
    <div className="t-fields">
      <Field label="拍卖师（公告里写明）"><select value={auctioneerId} onChange={(event) => change({ auctioneerId: event.target.value })}><option value="">请选择</option>{data?.items.map((each) => <option key={each.personId} value={each.personId}>{each.name}　{each.licenceNumber}　{each.orgName}</option>)}</select></Field>
      <Minutes label="标的展示（日）" least={0} most={60} value={displayDays} onChange={(days) => change({ displayDays: days })} />
      {data?.items.length === 0 && <p className="hint">还没有拍卖师登记。没有拍卖师的，改为网络竞价或者挂牌。</p>}
    </div>
  );
}

function TimesPart({ lot, change, findings, mode, times, ground }: LotProps & { readonly mode: PlayedMode; readonly times: Times | null }) {
  if (times === null) {
    return (
      <div className="problem-box"><p>放假安排还没有公布到那时，时间请自己定。</p><button type="button" className="btn ghost" onClick={() => change({ times: blankTimes(ground.on) })}>自己定时间</button></div>
    );
  }
  const set = (part: Partial<Times>): void => change({ times: { ...times, ...part } });
  const hasEnd = isListed(mode) || isFreeFirst(mode);
  const endLabel = isListed(mode) ? '挂牌截止' : '自由报价到';
  const words = [`报名截止 ${formatDeadline(times.applyUntil).slice(0, 16)}`, `${isListed(mode) ? '挂牌开始' : '竞价开始'} ${minuteText(times.biddingFrom)}`, ...(hasEnd && times.until !== null ? [`${endLabel} ${minuteText(times.until)}`] : [])];
  return (
    <div className="s-suggestions">
      <Suggested label="时间" value={<span className="s-times">{words.map((each) => <span key={each}>{each}</span>)}</span>} why={`按规则算出的最早时间，${graceDays} 日内发布都合规`} isOwn={lot.times !== null} onOwn={() => change({ times })} onBack={() => change({ times: null })}>
        <div className="t-fields">
          <Field label="报名截止（保证金同时）" findings={findings('applyUntil')}><InstantInput value={times.applyUntil} onChange={(applyUntil) => applyUntil !== null && set({ applyUntil })} /></Field>
          <Field label={isListed(mode) ? '挂牌开始' : '竞价开始'} findings={findings('biddingFrom')}><InstantInput value={times.biddingFrom} onChange={(biddingFrom) => biddingFrom !== null && set({ biddingFrom })} /></Field>
          {hasEnd && <Field label={endLabel} findings={findings('biddingUntil')}><InstantInput value={times.until} onChange={(until) => until !== null && set({ until })} /></Field>}
        </div>
      </Suggested>
    </div>
  );
}

/** Where the published calendar ends, somebody has to begin somewhere. */
function blankTimes(on: PlainDate): Times {
  const after = (days: number): Instant => startOf(addDays(on, days));
  return { applyUntil: after(30), biddingFrom: after(31), until: after(42) };
}

function Minutes({ label, value, onChange, least = 1, most }: { readonly label: string; readonly value: number; readonly onChange: (value: number) => void; readonly least?: number; readonly most: number }) {
  return <Field label={label}><input type="number" min={least} max={most} value={value} onChange={(event) => onChange(Math.min(most, Math.max(least, Math.trunc(Number(event.target.value)) || least)))} /></Field>;
}
