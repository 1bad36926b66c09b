import { useId } from 'react';

/** 单位印章 drawn from the name alone: what a seal page of a sealed bid looks like. Proof is the certificate's signature, not this picture. */
export function OrganisationSeal({ name, size = 120 }: { readonly name: string; readonly size?: number }) {
  const path = useId();
  const letters = name.replace(/（[^）]*）/g, '');
  return (
    <svg className="organisation-seal" width={size} height={size} viewBox="0 0 120 120" role="img" aria-label={`${name}（印章）`}>
      <circle cx="60" cy="60" r="56" fill="none" stroke="currentColor" strokeWidth="4" />
      <path d={star} fill="currentColor" />
      <path id={path} d="M 29.4 85.7 A 40 40 0 1 1 90.6 85.7" fill="none" />
      <text fill="currentColor" fontSize={Math.min(15, 176 / Math.max(letters.length, 8))} fontWeight="600">
        <textPath href={`#${path}`} startOffset="50%" textAnchor="middle" textLength={Math.min(186, letters.length * 19)}>{letters}</textPath>
      </text>
    </svg>
  );
}

const star = starOf(60, 62, 18);

function starOf(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * 0.382;
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return `${(x + r * Math.cos(angle)).toFixed(2)} ${(y + r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M ${points.join(' L ')} Z`;
}
