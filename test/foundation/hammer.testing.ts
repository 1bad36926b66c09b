import { EventEmitter, once } from 'node:events';

/** One command that was sent: what was acknowledged, if anything, as the text of the answer. */
export type Sent = { readonly key: string; readonly roomId: string; readonly body: string; answer: string | null };

const lanes = 16;
/** Between two commands of a lane: fast enough to fill batches, and within the server's limit for one address. */
const pauseMs = 20;

/** Opens rooms as fast as the server takes them, until told to stop; a lost answer is noted and the next room is tried. */
export function hammer(cookie: string) {
  const sent: Sent[] = [];
  const answered = new EventEmitter();
  let stopping = false;

  async function lane(url: string): Promise<void> {
    while (!stopping) {
      const roomId = `room${String(sent.length).padStart(6, '0')}`;
      const one: Sent = { key: `key-${roomId}`, roomId, body: JSON.stringify({ roomId, name: `开标室${roomId}`, purpose: 'opening', seats: 20, address: '额鲁特大街' }), answer: null };
      sent.push(one);
      one.answer = await post(url, one);
      if (one.answer !== null) answered.emit('one');
      await new Promise((later) => setTimeout(later, pauseMs));
    }
  }

  /** The text of an acceptance, or null when none came. Any refusal is a failure of the test. */
  async function post(url: string, { key, body }: Sent): Promise<string | null> {
    const response = await fetch(`${url}/api/commands/venue.open`, { method: 'POST', headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key }, body }).catch(() => null);
    const text = await response?.text().catch(() => null);
    if (!response || text === null || text === undefined || response.status >= 500) return null;
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    return text;
  }

  return {
    sent,
    post,
    outcome: async (url: string, key: string): Promise<string> => await (await fetch(`${url}/api/outcomes/${key}`, { headers: { cookie } })).text(),
    /** Load; once `count` have been acknowledged, `during` is called in the midst of it. */
    async load(url: string, count: number, during: () => Promise<void>): Promise<void> {
      stopping = false;
      const working = Promise.all(Array.from({ length: lanes }, () => lane(url)));
      for (let n = 0; n < count; n++) await Promise.race([once(answered, 'one'), working]);
      await during();
      stopping = true;
      await working;
    },
    /** Sends again, under the same keys, all that was never acknowledged. */
    async retry(url: string): Promise<number> {
      const lost = sent.filter(({ answer }) => answer === null);
      for (const one of lost) one.answer = await post(url, one);
      return lost.length;
    },
  };
}
