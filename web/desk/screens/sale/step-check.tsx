import { regionCode } from '#kernel/divisions.ts';
import { useQuery } from '@tanstack/react-query';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { officesOf, type Place } from '#trade/sale/sale.offices.ts';
import { Chip } from '../../../ui/chip.tsx';
import { RuleRow } from '../../../ui/rule-card.tsx';
import { directoryQuery } from '../project/project.data.ts';
import { ruleProps } from '../tender/fields.tsx';
import type { Draft } from './draft.ts';

/** What the server will say: the same rules, run here, with the articles; and whose place and whose watch it falls under. */
export function StepCheck({ draft, findings }: { readonly draft: Draft; readonly findings: readonly (readonly RuleFinding[])[] }) {
  const { centre, department } = officesOf(draft.kind, draft.areaCode);
  return (
    <>
      {draft.lots.map((lot, i) => (
        <section className="card s-check" key={lot.key} aria-label={`${lot.name}逐条核对`}>
          <div className="sec"><h3>{lot.name}</h3><Verdict findings={findings[i] ?? []} /></div>
          {(findings[i] ?? []).map((row) => <RuleRow key={`${row.rule} ${row.path}`} {...ruleProps(row)} />)}
        </section>
      ))}
      <div className="checked">
        <PlaceCard title={centre.office === 'propertyExchange' ? '产权交易机构' : '交易中心'} place={centre} />
        <PlaceCard title="行政监督部门" place={department} />
      </div>
    </>
  );
}

function Verdict({ findings }: { readonly findings: readonly RuleFinding[] }) {
  const broken = findings.filter(({ ok, binding }) => binding && !ok).length;
  const advised = findings.filter(({ ok, binding }) => !binding && !ok).length;
  if (broken > 0) return <Chip label={`${broken} 处不符合规定`} tone="bad" />;
  return advised > 0 ? <Chip label={`合规，${advised} 处提示`} tone="act" /> : <Chip label={`${findings.length} 条全部符合`} tone="ok" />;
}

/** Why the announcement would be refused for want of an office; absent while it is being looked up, too. */
export function useOfficeMissing(draft: Draft): string | undefined {
  const { centre, department } = officesOf(draft.kind, draft.areaCode === '' ? regionCode : draft.areaCode);
  const [ofCentre, ofDepartment] = [useQuery(directoryQuery(centre.areaCode)).data, useQuery(directoryQuery(department.areaCode)).data];
  if (ofCentre && !ofCentre.holders[centre.office]) return `${centre.name}还没有在平台开通`;
  return ofDepartment && !ofDepartment.holders[department.office] ? `${department.name}还没有在平台开通` : undefined;
}

function PlaceCard({ title, place }: { readonly title: string; readonly place: Place }) {
  const { data } = useQuery(directoryQuery(place.areaCode));
  const holder = data?.holders[place.office];
  return (
    <section className="card">
      <div className="sec"><h3>{title}</h3>{data && !holder && <Chip label="尚未在平台开通" tone="bad" />}</div>
      <div className="pad">
        <b>{holder?.name ?? place.name}</b>
        <p className="small muted">依据：{place.citation}</p>
        {place.note && <p className="small muted">{place.note}</p>}
      </div>
    </section>
  );
}
