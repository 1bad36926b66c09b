import { SignedAct, type SignedActProps } from '../../signed-act.tsx';
import { useRefresh } from './data.ts';

export type SignButtonProps = Omit<SignedActProps, 'onDone' | 'children'> & { readonly onDone?: () => void };

/** A signed act on a tender: what the screens know of it is asked anew. */
export function SignButton({ onDone, ...act }: SignButtonProps) {
  const refresh = useRefresh();
  return <SignedAct {...act} onDone={async () => { await refresh(); onDone?.(); }} />;
}
