import { capitalFen } from '#kernel/money.capital.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';

export type LetterFields = {
  readonly to: { readonly name: string }; readonly tenderName: string; readonly lotName: string; readonly initiator: string; readonly priceFen: string;
  readonly durationDays: number; readonly quality: string; readonly projectManager: { readonly name: string; readonly certificate: string }; readonly contractBy: Instant; readonly decidedAt: Instant;
};

/** The letter as a sheet of paper: on screen and in print the same. */
export function Letter({ fields }: { readonly fields: LetterFields }) {
  const { to, tenderName, lotName, initiator, priceFen, durationDays, quality, projectManager, contractBy, decidedAt } = fields;
  return (
    <article className="letter" aria-label="中标通知书">
      <h2>中标通知书</h2>
      <p className="to">{to.name}：</p>
      <p>你单位递交的“{tenderName}”（{lotName}）投标文件已被接受，于 {formatBeijing(decidedAt).slice(0, 10)} 确定为中标人。</p>
      <dl>
        <div><dt>中标价</dt><dd>{formatFen(BigInt(priceFen))}（{capitalFen(BigInt(priceFen))}）</dd></div>
        <div><dt>工期</dt><dd>{durationDays} 日历天</dd></div>
        <div><dt>工程质量</dt><dd>{quality}</dd></div>
        <div><dt>项目经理</dt><dd>{projectManager.name}（{projectManager.certificate}）</dd></div>
      </dl>
      <p>请在 {formatDeadline(contractBy)} 前与招标人按照招标文件和你单位的投标文件签订书面合同。</p>
      <p className="from">招标人：{initiator}</p>
    </article>
  );
}
