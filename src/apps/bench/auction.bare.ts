import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { machineNow } from '#platform/clock/machine-clock.ts';

/** Sends `text` to all, so often and so long, each time with the instant at which it is sent; answers with its port. */
export type BareRequest = { readonly text: string; readonly perSecond: number; readonly seconds: number };

/** A WebSocket server that does nothing but broadcast: what the machine gives at most. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.on('message', ({ text, perSecond, seconds }: BareRequest) => {
  void broadcast(text, perSecond, seconds).then(() => process.send?.({ port }));
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({ ready: true });

async function broadcast(text: string, perSecond: number, seconds: number): Promise<void> {
  const everyMicros = 1_000_000 / perSecond;
  const began = machineNow();
  for (let n = 0; n < perSecond * seconds; n++) {
    await sleep(Math.max(0, (began + n * everyMicros - machineNow()) / 1000));
    const bytes = Buffer.from(text.replace(/"at":\d+/, `"at":${machineNow()}`));
    for (const client of server.clients) client.send(bytes, { binary: false });
  }
}
