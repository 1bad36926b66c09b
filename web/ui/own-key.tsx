import { createContext, useContext, type ReactNode } from 'react';
import { findKeyFile } from './own-key-file.ts';

const OwnKeyContext = createContext<string | null>(null);

/** Whose key file stands ready in every signing below, where this browser keeps it. */
export function OwnKey({ personId, children }: { readonly personId: string; readonly children: ReactNode }) {
  return <OwnKeyContext value={personId}>{children}</OwnKeyContext>;
}

/** The key file that this person lets this browser keep; null where there is none. */
export function useOwnKeyFile(): () => File | null {
  const personId = useContext(OwnKeyContext);
  return () => (personId === null ? null : findKeyFile(personId));
}
