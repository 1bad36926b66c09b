import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Json } from '#kernel/json.ts';
import { formatFen, parseYuan } from '#kernel/money.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import type { Contract, ContractTerms } from '#trade/contract/contract.types.ts';
import { hashOfTerms, hashOfUpload } from '#trade/contract/contract.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { DeadlineCard } from '../../../ui/deadline.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { YuanInput } from '../../../ui/yuan-input.tsx';
import { command, get } from '../../api.ts';
import { useRefreshAll, type Party } from '../award/award.data.ts';
import { SignAct } from '../award/sign-act.tsx';
import { UploadContract, UploadedFile } from './upload.tsx';
import { yuanOf } from './yuan.ts';
import '../award/award.css';
import './contract.css';

export type ContractView = {
  readonly lotId: string; readonly tenderName: string; readonly lotName: string; readonly initiator: Party; readonly winner: { readonly bidderId: string; readonly name: string };
  readonly expected: ContractTerms; readonly contract: Contract | null; readonly signBy: Instant | null; readonly letterAt: Instant | null; readonly onPlatform: boolean; readonly can: readonly string[]; readonly serverNow: Instant;
};

/** The contract beside the bid, line by line; what differs stands out. Each side signs the fingerprint of these terms. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data: view, error } = useQuery({ queryKey: ['contract', lotId], queryFn: ({ signal }) => get<ContractView>(`/api/lots/${lotId}/contract`, signal), refetchInterval: 15_000 });
  if (isBlocking(error, view)) return <ProblemAlert problem={asProblem(error)} />;
  if (!view) return null;
  const { contract } = view;
  return (
    <div className="contract-page">
      <p className="small no-print"><Link to={`/desk/awards/${lotId}`}>定标与结果</Link></p>
      <h1>合同</h1>
      <p className="muted">{view.tenderName} {view.lotName}</p>
      <div className="c-grid">
        <div>
          {contract?.upload && <UploadedFile view={view} contract={contract} upload={contract.upload} />}
          {contract && <Terms view={view} contract={contract} />}
          {!contract && !view.can.includes('contract.draft') && <p className="hint">招标人一方还没有起草合同；起草后这里与投标文件逐项对照，由双方签署。</p>}
          {view.can.includes('contract.draft') && <Prepare key={contract?.termsHash ?? 'new'} view={view} />}
        </div>
        <aside>
          {view.signBy !== null && contract?.status !== 'signed' && <DeadlineCard label="签订合同的期限" at={view.signBy} state="open">{<></>}</DeadlineCard>}
          {contract && <Signatures view={view} contract={contract} />}
        </aside>
      </div>
    </div>
  );
}

/** Two ways to the same end: written and signed here, or signed elsewhere and brought in. */
function Prepare({ view }: { readonly view: ContractView }) {
  const [way, setWay] = useState<'platform' | 'upload'>(view.contract?.form ?? 'platform');
  const mayUpload = view.can.includes('contract.upload');
  return (
    <>
      {mayUpload && (
        <fieldset className="a-choice c-ways no-print"><legend className="sr">签订方式</legend>{ways.map(({ id, title, text }) => (
          <label key={id} className={way === id ? 'on' : ''}><input type="radio" name="way" checked={way === id} onChange={() => setWay(id)} /><span><b>{title}</b><br /><span className="muted small">{text}</span></span></label>
        ))}</fieldset>
      )}
      {view.onPlatform && <p className="hint no-print">本地规定合同须在平台上签订，不能只上传已签合同。</p>}
      {way === 'upload' && mayUpload ? <UploadContract view={view} /> : <Draft view={view} />}
    </>
  );
}

const ways = [
  { id: 'platform', title: '在平台签订', text: '平台按投标文件生成，双方用数字证书签署' },
  { id: 'upload', title: '上传已签合同', text: '已在纸上或别处签好；由中标人确认后成立' },
] as const;

export const rows: readonly { readonly term: keyof ContractTerms; readonly title: string }[] = [
  { term: 'priceFen', title: '合同价款' }, { term: 'durationDays', title: '工期' }, { term: 'quality', title: '质量标准' }, { term: 'scope', title: '承包范围' }, { term: 'projectManager', title: '项目经理' }, { term: 'performanceBondFen', title: '履约保证金' },
];

export function textOf(terms: ContractTerms, term: keyof ContractTerms): string {
  const value = terms[term];
  return term.endsWith('Fen') ? formatFen(BigInt(value)) : term === 'durationDays' ? `${value} 日` : String(value);
}

function Terms({ view, contract }: { readonly view: ContractView; readonly contract: Contract }) {
  return (
    <section className="card">
      <div className="sec"><h2>与投标文件对照</h2><Chip label={contract.differences.length === 0 ? '完全一致' : `${contract.differences.length} 处不同，均为允许的约定`} tone={contract.differences.length === 0 ? 'ok' : 'act'} /></div>
      <div className="c-compare" role="table" aria-label="合同与投标文件对照">
        <div role="row" className="c-head"><span role="columnheader">条款</span><span role="columnheader">投标文件、招标文件</span><span role="columnheader">合同</span></div>
        {rows.map(({ term, title }) => {
          const [bid, agreed] = [textOf(view.expected, term), textOf(contract.terms, term)];
          return <div role="row" key={term} className={bid === agreed ? '' : 'differs'}><span role="rowheader">{title}</span><span role="cell" data-label="投标">{bid}</span><span role="cell" data-label="合同">{bid === agreed ? agreed : <ins>{agreed}</ins>}</span></div>;
        })}
      </div>
      {contract.terms.otherTerms && <div className="c-other"><h3>其他约定</h3><p>{contract.terms.otherTerms}</p></div>}
      <p className="c-hash small muted">条款摘要 <code>{contract.termsHash}</code></p>
    </section>
  );
}

function Signatures({ view, contract }: { readonly view: ContractView; readonly contract: Contract }) {
  const sides = [{ ...view.initiator, part: '招标人' }, { orgId: view.winner.bidderId, name: view.winner.name, part: '中标人' }];
  const holds = (contract.upload ? hashOfUpload(contract.terms, contract.upload) : hashOfTerms(contract.terms)) === contract.termsHash;
  const content: Json = { termsHash: contract.termsHash };
  const confirmation = contract.upload && { termsHash: contract.termsHash, fileSha256: contract.upload.file.sha256 };
  return (
    <section className="card">
      <div className="sec"><h2>签署</h2>{contract.status === 'signed' && <Chip label="合同成立" tone="ok" />}</div>
      <ul className="c-sides">{sides.map(({ orgId, name, part }) => {
        const signature = contract.signatures.find((each) => each.orgId === orgId);
        return <li key={orgId}><span className="muted small">{part}</span><b>{name}</b><span className={signature ? 'ok small' : 'small muted'}>{signature ? `✓ ${formatBeijing(signature.at).slice(0, 16)} ${contract.upload === null ? '已签' : orgId === view.winner.bidderId ? '已确认' : '已上传并签名'}` : contract.upload === null ? '未签' : '待确认'}</span></li>;
      })}</ul>
      {view.can.includes('contract.sign') && (
        <div className="c-sign">
          <SignAct
            label="签署合同" kind="act" act="contract.sign" lotId={view.lotId} content={content} body={{ termsHash: contract.termsHash }} title="签署合同" effect="双方都签署后合同成立，五日内退还全部投标保证金及利息。"
            lines={[...rows.map(({ term, title }) => ({ label: title, value: textOf(contract.terms, term) })), ...(contract.terms.otherTerms ? [{ label: '其他约定', value: contract.terms.otherTerms }] : []), { label: '条款摘要', value: contract.termsHash }]}
            {...(holds ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿签署并联系运维' })}
          />
        </div>
      )}
      {confirmation && view.can.includes('contract.confirm') && (
        <div className="c-sign">
          <p className="small muted">打开合同文件，与下面的条款逐项核对；有出入的不要确认，请招标人改正后重新上传。</p>
          <SignAct
            label="确认并签名" kind="act" act="contract.confirm" lotId={view.lotId} content={confirmation} body={confirmation} title="确认已签订的合同" effect="确认后合同以签订日期成立，从那天起计算退还投标保证金及利息的期限。"
            lines={[{ label: '合同文件', value: `${contract.upload?.file.name ?? ''}\nSHA-256 ${confirmation.fileSha256}` }, { label: '签订日期', value: contract.upload?.signedOn ?? '' }, ...rows.map(({ term, title }) => ({ label: title, value: textOf(contract.terms, term) })), { label: '摘要', value: contract.termsHash }]}
            {...(holds ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿确认并联系运维' })}
          />
        </div>
      )}
      <div className="c-sign"><SecretSentence text="合同全文和上传的文件只有双方和监督部门能看到；公众看到的是中标结果和合同已签订。" /></div>
    </section>
  );
}

/** The lawful terms are filled in; only what the law leaves open is asked. */
function Draft({ view }: { readonly view: ContractView }) {
  const { expected, contract } = view;
  const refresh = useRefreshAll();
  const [bond, setBond] = useState(yuanOf(contract?.terms.performanceBondFen ?? expected.performanceBondFen));
  const [otherTerms, setOtherTerms] = useState(contract?.terms.otherTerms ?? '');
  const bondFen = parseYuan(bond);
  const { priceFen, durationDays, quality, scope, projectManager } = expected;
  async function draft(key: string): Promise<void> {
    if (!bondFen.ok) return;
    await command('contract.draft', { lotId: view.lotId, terms: { priceFen, durationDays, quality, scope, projectManager, performanceBondFen: String(bondFen.value), otherTerms } }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <section className="card no-print">
      <div className="sec"><h2>{contract ? '修改合同稿' : '起草合同'}</h2></div>
      <div className="c-draft">
        <p className="small muted">价款、工期、质量、范围、项目经理照中标人的投标文件和招标文件填好，不能更改（招标投标法第四十六条、实施条例第五十七条）。</p>
        {contract && contract.signatures.length > 0 && <p className="hint">已有一方签署；改动后须重新签署。</p>}
        <label className="field">履约保证金（元）<YuanInput value={bond} onChange={setBond} /><span className="small muted">招标文件要求 {formatFen(BigInt(expected.performanceBondFen))}，可以约定得更低；法定上限为合同金额的 10%。</span></label>
        <label className="field">其他约定<textarea rows={5} value={otherTerms} onChange={(event) => setOtherTerms(event.target.value)} placeholder="付款方式、质保等；不得改变上列实质性内容" /></label>
        <CommandButton label={contract ? '保存新稿' : '生成合同稿'} run={draft} done="已生成，双方可以签署" {...(bondFen.ok ? {} : { disabledReason: '履约保证金请填写金额' })} />
      </div>
    </section>
  );
}
