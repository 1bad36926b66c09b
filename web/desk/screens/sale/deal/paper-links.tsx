/** A paper for reading, and the text that it was made from. */
export function PaperLinks({ lotId, paper, title }: { readonly lotId: string; readonly paper: 'confirmation' | 'result' | 'certificate'; readonly title: string }) {
  const href = `/api/sale-lots/${lotId}/papers/${paper}`;
  return <p className="d-papers"><a className="btn ghost" href={`${href}.pdf`} target="_blank" rel="noreferrer">{title}（PDF）</a><a className="small" href={`${href}.json`}>数据原文</a></p>;
}
