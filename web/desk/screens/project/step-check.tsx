import { useQuery } from '@tanstack/react-query';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { assess, type Assessment } from '#trade/project/registration.ts';
import { Chip } from '../../../ui/chip.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RuleCard } from '../../../ui/rule-card.tsx';
import type { RuleProps } from '../../../ui/types.ts';
import { planOf, type Draft } from './draft.ts';
import { directoryQuery, type Holder } from './project.data.ts';

const duties = {
  mustTender: { label: '依法必须招标', tone: 'act' }, mustEnter: { label: '目录内，必须进场', tone: 'act' }, voluntary: { label: '不属必须招标，可自愿进场', tone: 'sky' },
} as const;

/** What the server will say: the same rules, run here, with the articles. */
export function StepCheck({ draft, on }: { readonly draft: Draft; readonly on: PlainDate }) {
  const judged = assess(planOf(draft), on);
  if (!judged.ok) return <ProblemAlert problem={{ title: judged.error.message, ...judged.error }} />;
  return <Judged {...judged.value} />;
}

/** Why the plan cannot be submitted; absent when the rules have nothing against it. */
export function checkMissing(draft: Draft, on: PlainDate): string | undefined {
  const judged = assess(planOf(draft), on);
  return judged.ok ? undefined : judged.error.message;
}

function Judged({ entry, route, supervisor, item }: Assessment) {
  const centres = useQuery(directoryQuery(route.centre.areaCode)).data;
  const departments = useQuery(directoryQuery(supervisor.areaCode)).data;
  const duty = duties[entry.duty];
  const rules: RuleProps[] = entry.findings.map((finding) => ({ label: finding.title, value: finding.got, bound: finding.bound, article: finding.citation, articleHref: `/rules?rule=${finding.rule}`, certainty: finding.certainty, verdict: finding.ok ? 'met' : 'pending' }));
  return (
    <div className="checked">
      <section className="card">
        <div className="sec"><h3>进场目录核对</h3><Chip label={duty.label} tone={duty.tone} /></div>
        <p className="pad small">{item.name}　<span className="muted">依据：{entry.citation}</span></p>
      </section>
      <Place title="交易中心" name={route.centre.name} holder={centres?.holders[route.centre.kind === 'propertyExchange' ? 'propertyExchange' : 'centre']} loaded={centres !== undefined} article={route.citation} note={route.note} certainty={route.certainty} />
      <Place title="行政监督部门" name={supervisor.departmentName ?? '由所在地政府确定'} holder={departments?.holders[supervisor.sector ?? '']} loaded={departments !== undefined} article={supervisor.citation} note={supervisor.note ?? null} certainty={supervisor.certainty} />
      {rules.length > 0 && <RuleCard title="必须招标的标准" rules={rules} />}
    </div>
  );
}

type PlaceProps = { readonly title: string; readonly name: string; readonly holder: Holder | undefined; readonly loaded: boolean; readonly article: string; readonly note: string | null; readonly certainty: 'confirmed' | 'unverified' };

function Place({ title, name, holder, loaded, article, note, certainty }: PlaceProps) {
  return (
    <section className="card">
      <div className="sec"><h3>{title}</h3>{loaded && !holder && <Chip label="尚未在平台开通" tone="bad" />}</div>
      <div className="pad">
        <b>{holder?.name ?? name}</b>
        <p className="small muted">依据：{article}{certainty === 'unverified' && <> <Chip label="待核实" tone="act" /></>}</p>
        {note && <p className="small muted">{note}</p>}
      </div>
    </section>
  );
}
