import type { MyNotices } from './data.ts';

type Notice = Pick<MyNotices['items'][number], 'tenderId' | 'unread'> & { readonly amendment: { readonly number: number } };

/** What confirming one notice confirms: reading goes in order, so all before it of the same tender are confirmed with it, and the button says so. */
export function confirmLabel(items: readonly Notice[], { tenderId, amendment: { number } }: Notice): string {
  const earlier = items.filter((each) => each.tenderId === tenderId && each.unread && each.amendment.number < number).length;
  return earlier === 0 ? '确认收到' : `确认收到这条和此前未读的 ${earlier} 条`;
}
