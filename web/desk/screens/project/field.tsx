import { useId, type ReactElement, cloneElement } from 'react';

type Control = ReactElement<{ id?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string }>;

/** A control with its name above it, and what it is for beneath. */
export function Field({ label, hint, wide = false, children }: { readonly label: string; readonly hint?: string; readonly wide?: boolean; readonly children: Control }) {
  const id = useId();
  return (
    <div className={`form-field${wide ? ' wide' : ''}`}>
      <label id={`${id}-label`} htmlFor={id}>{label}</label>
      {cloneElement(children, { id, 'aria-labelledby': `${id}-label`, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) })}
      {hint && <small id={`${id}-hint`} className="muted">{hint}</small>}
    </div>
  );
}
