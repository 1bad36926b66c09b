import { Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatBeijing, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { checkPanel } from '#rules/construction/panel.ts';
import { packFor } from '#rules/registry.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { RuleCard } from '../../../ui/rule-card.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';
import { Avoidance } from './avoidance.tsx';
import type { TenderBrief } from './panel.data.ts';
import { RepresentativeForm } from './representative.tsx';
import { emptyRow, expertsIn, problemOf, proposedReportAt, type RequestDraft } from './request-draft.ts';
import { RowsBuilder } from './rows-builder.tsx';

/** 申请组建评标委员会: rows by specialty, hour and place, representative, avoidance; the law beside the numbers as they are typed. */
export function RequestForm({ tender, serverNow }: { readonly tender: TenderBrief; readonly serverNow: Instant }) {
  const [draft, setDraft] = useState<RequestDraft>({ rows: [emptyRow()], reportAt: proposedReportAt(tender.bidDeadlineAt, serverNow), place: '', representative: null, avoidance: [] });
  const client = useQueryClient();
  const change = (part: Partial<RequestDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const findings = checkPanel({ experts: expertsIn(draft), representatives: draft.representative ? 1 : 0 }, packFor({ category: tender.category, regionCode: tender.areaCode, on: plainDate(tender.registeredOn) }));
  const problem = problemOf(draft, tender) ?? findings.find(({ ok }) => !ok)?.title;

  async function submit(idempotencyKey: string): Promise<void> {
    const { representative } = draft;
    await command('panel.request', {
      tenderId: tender.tenderId,
      rows: draft.rows.map(({ specialty, regionCodes, count, alternates }) => ({ specialtyCode: specialty?.code ?? '', regionCodes, count, alternates })),
      reportAt: parseInstant(draft.reportAt), place: draft.place.trim(),
      representative: representative && { ...representative, authorisation: representative.authorisation },
      avoidance: draft.avoidance.map(({ id, reason }) => ({ kind: 'employer', id, reason })),
    }, { idempotencyKey });
    await client.invalidateQueries({ queryKey: ['panel', tender.tenderId] });
  }

  const isClosed = tender.bidDeadlineAt !== null && serverNow >= tender.bidDeadlineAt;
  return (
    <div className="two-columns">
      <section className="card pad">
        <h2>抽取专家</h2>
        {isClosed && <p className="small"><b>投标已经截止，评标委员会还没有组建。</b> 现在申请仍可抽取，抽取之前不能评标。已经开标的，投标人及其申报了关系的专家由系统自动回避，不会被抽中；抽取记录同样可以复算。</p>}
        <div className="panel-section"><RowsBuilder rows={draft.rows} onChange={(rows) => change({ rows })} /></div>
        <div className="panel-section form-grid">
          <Field label="报到时间" hint={isClosed ? '给专家留出答复和到场的时间' : tender.bidDeadlineAt === null ? '开标之后' : `开标（${formatBeijing(tender.bidDeadlineAt).slice(0, 16)}）之后；截止改期的自动顺延`}><Input type="datetime-local" value={draft.reportAt} onChange={(event) => change({ reportAt: event.target.value })} /></Field>
          <Field label="报到地点" hint="抽中的专家只会看到时间和地点"><Input value={draft.place} placeholder="写到房间，例如：市民中心 3 楼评标区" onChange={(event) => change({ place: event.target.value })} /></Field>
        </div>
        <div className="panel-section"><h2>招标人代表</h2><RepresentativeForm value={draft.representative} onChange={(representative) => change({ representative })} /></div>
        <div className="panel-section"><h2>回避单位</h2><Avoidance entries={draft.avoidance} onChange={(avoidance) => change({ avoidance })} /></div>
        <div className="panel-section">
          <CommandButton label="提出申请并开始抽取" kind="act" {...(problem === undefined || problem === null ? {} : { disabledReason: problem })} run={submit} />
        </div>
      </section>
      <div>
        <RuleCard title="人数的规定" rules={findings.map(({ title, got, bound, citation, certainty, ok }) => ({ label: title, value: got, bound, article: citation, certainty, verdict: ok ? 'met' : 'broken' }))} />
        <SecretSentence text="申请一经提出即写入日志，不能修改，也不能重抽。抽到谁由四方共同产生的随机数决定，中标结果确定前没有人能看到名单。" />
      </div>
    </div>
  );
}
