import { canonical, type Json } from '#kernel/json.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { SignedAct, type SignedActProps } from '../../signed-act.tsx';
import { useRefreshAll } from './award.data.ts';

export type SignActProps = Pick<SignedActProps, 'label' | 'title' | 'effect' | 'act' | 'kind' | 'disabledReason'> & {
  readonly lotId: string; readonly lines: SignedActProps['statement'];
  /** What is signed. With `asText` it also goes into the body, as the canonical text that the server compares. */
  readonly content: Json; readonly asText?: boolean; readonly body?: object;
};

/** A signed act on a lot. */
export function SignAct({ lotId, lines, content, asText = false, body = {}, ...act }: SignActProps) {
  const refresh = useRefreshAll();
  return <SignedAct {...act} subject={{ tenderId: tenderIdOf(lotId), lotId }} content={content} statement={lines} body={{ lotId, ...body, ...(asText ? { content: canonical(content) } : {}) }} onDone={async () => { await refresh(); }} />;
}
