import { useQuery } from '@tanstack/react-query';
import type { DealView } from '#trade/deal/deal.views.types.ts';
import { get } from '../../../api.ts';
import type { StageProps } from '../../../../ui/types.ts';
import { formatDayTime } from '../../../../ui/format.ts';

/** What came of the lot, as far as whoever is logged in may see it. Asked for once the hall has an outcome. */
export function useDeal(lotId: string, hasOutcome: boolean) {
  return useQuery({ queryKey: ['sales', 'deal', lotId], queryFn: ({ signal }) => get<DealView>(`/api/sale-lots/${encodeURIComponent(lotId)}/deal`, signal), enabled: hasOutcome, refetchInterval: 15_000, retry: 3 });
}

/** The way from the outcome to the certificate. What the result waits for differs by law, so it stands where it was done or is due. */
export function dealStages(view: DealView): StageProps[] {
  const { outcome, lapse, confirmedAt, contractAt, certificate, result, payments, status } = view;
  const published = { label: '公布结果', note: result ? formatDayTime(result.at) : '', isDone: result !== null };
  const isGone = outcome.kind === 'unsold' || lapse !== null;
  const steps = isGone
    ? [{ label: outcome.kind === 'unsold' ? '未成交' : '成交失效', note: formatDayTime(lapse?.at ?? view.endedAt), isDone: true }, published]
    : [
      { label: '竞价成交', note: formatDayTime(view.endedAt), isDone: true },
      { label: '签确认书', note: confirmedAt === null ? '' : formatDayTime(confirmedAt), isDone: confirmedAt !== null },
      published,
      { label: '签合同', note: contractAt === null ? '' : formatDayTime(contractAt), isDone: contractAt !== null },
      { label: '付清价款', note: '', isDone: payments ? payments.owedFen === '0' : status === 'closed' },
      { label: '交易凭证', note: certificate ? formatDayTime(certificate.at) : '', isDone: certificate !== null },
    ];
  const at = steps.findIndex(({ isDone }) => !isDone);
  return steps.map(({ label, note, isDone }, i): StageProps => ({ label, note, state: isDone ? 'done' : i === at ? 'now' : 'next' }));
}
