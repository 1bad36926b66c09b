import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { present } from '#kernel/assert.ts';

/** Runs `stop` once, on the first SIGINT or SIGTERM, or when the parent goes away, and ends the process after it. */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(() => process.exit(0), (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (process.channel) process.on('disconnect', end);
}

/** For a program that runs to its end: without its parent it ends at once, and the line to the parent keeps nothing alive. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
}

export function requiredUrl(name: string): string {
  return present(process.env[name], `environment variable ${name}`);
}

/** Tells the parent that this process is ready to work. */
export function sayReady(facts: Record<string, string | number> = {}): void {
  process.send?.({ ready: true, ...facts });
}

/** Node's flags for a process with a large young generation (MB). */
export const roomyFlags: readonly string[] = ['--max-semi-space-size=32'];

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
