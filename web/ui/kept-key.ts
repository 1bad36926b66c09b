/** A key file in words, with its password: only in a demonstration, where there is nothing to protect. */
export type KeptKey = { readonly name: string; readonly text: string; readonly password: string };

/** Keeps in this browser the key file of somebody who got it at the demonstration's counter. */
export function keepKey(personId: string, key: KeptKey): void {
  localStorage.setItem(nameOf(personId), JSON.stringify(key));
}

export function findKeptKey(personId: string): KeptKey | null {
  const kept = localStorage.getItem(nameOf(personId));
  return kept === null ? null : (JSON.parse(kept) as KeptKey);
}

function nameOf(personId: string): string {
  return `ovoo-demo-key:${personId}`;
}
