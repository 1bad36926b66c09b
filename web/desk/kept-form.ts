import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { openDrafts, type DraftBox } from '../ui/kept-draft.ts';
import { useServerTime } from '../ui/server-time.tsx';
import type { Session } from './session.ts';

/** What an earlier page left of a form; `box` is null where this browser keeps nothing. */
export type Found<T> = { readonly box: DraftBox | null; readonly draft: T | null };

/** Looks once for the draft of this person in this organisation. A draft that no longer fits the form counts as none. Undefined while looking. */
export function useFoundDraft<T>({ draftKey, person, organisation }: Pick<Session, 'draftKey' | 'person' | 'organisation'>, form: string, schema: z.ZodType<T>): Found<T> | undefined {
  const owner = `${person.id}:${organisation.id}`;
  const { data } = useQuery({
    queryKey: ['draft', owner, form], staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false,
    queryFn: async (): Promise<Found<T>> => {
      const box = draftKey === null ? null : await openDrafts(fromBase64url(draftKey), owner);
      const kept = schema.safeParse(await box?.find(form));
      return { box, draft: kept.success ? kept.data : null };
    },
  });
  return data;
}

export type KeptForm<T> = { readonly draft: T; readonly change: (part: Partial<T>) => void; readonly saved: string; readonly drop: () => Promise<void>; readonly restart: (blank: T) => void };

/** A form whose every change is kept at once, one after the other, so that the last one typed is the one that stays. */
export function useKeptForm<T extends object>({ box, draft: found }: Found<T>, form: string, blank: () => T): KeptForm<T> {
  const [draft, setDraft] = useState(() => found ?? blank());
  const [saved, setSaved] = useState(box === null ? '这个浏览器不能自动保存，请一次填完' : found ? '已恢复上次填写的内容' : '填写的内容自动保存在本机，加密，退出登录即删除');
  const now = useServerTime();
  const latest = useRef({ draft, now });
  latest.current = { draft: latest.current.draft, now };
  const queue = useRef(Promise.resolve());

  function enqueue(act: (kept: DraftBox) => Promise<void>): Promise<void> {
    if (box !== null) queue.current = queue.current.then(() => act(box)).catch(() => setSaved('没有存下来，请一次填完'));
    return queue.current;
  }

  function put(next: T): void {
    latest.current.draft = next;
    setDraft(next);
    void enqueue(async (kept) => {
      if (latest.current.draft !== next) return;
      await kept.keep(form, next);
      setSaved(`已自动保存 ${formatBeijing(latest.current.now).slice(11)}`);
    });
  }

  return {
    draft, saved,
    change: (part) => put({ ...latest.current.draft, ...part }),
    drop: () => enqueue((kept) => kept.drop(form)),
    restart(fresh) {
      latest.current.draft = fresh;
      setDraft(fresh);
      void enqueue((kept) => kept.drop(form));
      setSaved('已清空');
    },
  };
}
