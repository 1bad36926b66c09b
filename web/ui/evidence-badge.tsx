import { formatIndex } from './format.ts';
import type { EvidenceProps } from './types.ts';

/** The cairn: where this stands in the public log. Following it verifies. */
export function EvidenceBadge({ index, href, verb = '' }: EvidenceProps & { readonly verb?: string }) {
  if (index === undefined) return <span className="badge pending"><i />正在写入日志</span>;
  const text = `№ ${formatIndex(index)}${verb && ` ${verb}`}`;
  if (href === undefined) return <span className="badge"><i />{text}</span>;
  return <a className="badge" href={href}><i /><span className="sr">公开日志 </span>{text}</a>;
}
