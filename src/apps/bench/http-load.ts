import { connect, type Socket } from 'node:net';

export type Load = {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  /** The whole n-th request, where a bare GET is not what is measured. */
  readonly request?: (n: number) => string;
};

const headEnd = Buffer.from('\r\n\r\n');
/** Addresses that the readers seem to come from: a limit per reader is not what is measured. */
const readers = 20_000;

/**
 * Answers per second that `connections` readers get who ask again as soon as they have been answered. Bare sockets, so
 * that little of the machine goes into asking. Anything but 200 is a failure of the measurement.
 */
export async function answersPerSecond({ port, path, connections, seconds, request }: Load): Promise<number> {
  let answered = 0;
  let asked = 0;
  const until = performance.now() + seconds * 1000;
  const nextRequest = (): string => {
    if (request) return request(asked++);
    const reader = asked++ % readers;
    return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: 10.0.${reader >> 8}.${reader & 255}\r\n\r\n`;
  };

  function reader(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.on('error', reject);
      socket.on('connect', () => socket.write(nextRequest()));
      onAnswers(socket, (status) => {
        if (status !== 200) return void socket.destroy(new Error(`${path} answered ${status}`));
        answered++;
        if (performance.now() < until) return void socket.write(nextRequest());
        socket.end();
        resolve();
      });
    });
  }

  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, reader));
  return (answered * 1000) / (performance.now() - began);
}

function onAnswers(socket: Socket, answered: (status: number) => void): void {
  let status = 0;
  let head = Buffer.alloc(0) as Buffer;
  let bodyLeft = -1;
  socket.on('data', (chunk: Buffer) => {
    if (bodyLeft < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(headEnd);
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      status = Number(text.slice(9, 12));
      bodyLeft = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? NaN) - (head.length - end - headEnd.length);
      head = Buffer.alloc(0);
    } else bodyLeft -= chunk.length;
    if (bodyLeft > 0) return;
    bodyLeft = -1;
    answered(status);
  });
}
