/** A digest to compare by eye: in groups of eight. */
export function EvidenceHash({ label, hash }: { readonly label: string; readonly hash: string }) {
  return <p className="small muted hash">{label} <code>{hash.replace(/(.{8})(?=.)/g, '$1 ')}</code></p>;
}
