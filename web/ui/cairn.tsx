/** The mark: a cairn. */
export function Cairn({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 4 40 44" aria-hidden="true">
      <ellipse cx="20" cy="38" rx="19" ry="5.4" fill="#1b6bb0" />
      <ellipse cx="20" cy="29" rx="14.5" ry="4.8" fill="#3d87c6" />
      <ellipse cx="20" cy="21" rx="10.4" ry="4.2" fill="#6aa9dc" />
      <ellipse cx="20" cy="14" rx="6.6" ry="3.6" fill="#9cc6ea" />
    </svg>
  );
}
