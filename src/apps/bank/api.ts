import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ZodError } from 'zod';
import { faultsSchema, type Faults } from './faults.ts';
import { payoutSchema, transferSchema, type Teller } from './teller.ts';

type Answer = { readonly status: number; readonly body: unknown };

/** The bank over HTTP. `PUT /faults` makes it as bad as a test wants it, and is always answered. */
export function bankServer(teller: Teller, faults: { get(): Faults; set(next: Faults): void }): Server {
  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://bank');
    const route = `${request.method} ${url.pathname}`;
    if (route === 'PUT /faults') {
      faults.set(faultsSchema.parse(JSON.parse(await text(request))));
      return { status: 200, body: faults.get() };
    }
    if (route === 'POST /transfers') return found(await teller.transfer(transferSchema.parse(JSON.parse(await text(request)))), 409);
    if (route === 'POST /payouts') return found(await teller.pay(payoutSchema.parse(JSON.parse(await text(request)))), 409);
    if (route === 'GET /statements') {
      const [after, limit] = [wholeNumber(url, 'after', 0), Math.min(wholeNumber(url, 'limit', 100), 1000)];
      return { status: 200, body: { lines: teller.statements(after, limit) } };
    }
    const key = /^GET \/payouts\/([^/]+)$/.exec(route)?.[1];
    return key === undefined ? { status: 404, body: null } : found(await teller.outcomeOf(decodeURIComponent(key)), 404);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isControl = request.url === '/faults';
    if (!isControl && faults.get().isDown) return void request.socket.destroy();
    const { status, body } = await answer(request).catch(asAnswer);
    const { slowMs, losesAnswers, isTruncating } = faults.get();
    if (isControl) return reply(response, status, JSON.stringify(body));
    if (slowMs > 0) await new Promise((later) => setTimeout(later, slowMs));
    if (losesAnswers) return void request.socket.destroy();
    const told = JSON.stringify(body);
    reply(response, status, isTruncating ? told.slice(0, told.length / 2) : told);
  }

  return createServer((request, response) => void serve(request, response));
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function found(body: unknown, otherwise: 404 | 409): Answer {
  return body === null ? { status: otherwise, body: null } : { status: 200, body };
}

function wholeNumber(url: URL, name: string, otherwise: number): number {
  const given = url.searchParams.get(name) ?? '';
  return /^\d{1,9}$/.test(given) ? Number(given) : otherwise;
}

function asAnswer(error: unknown): Answer {
  if (error instanceof ZodError || error instanceof SyntaxError || error instanceof URIError) return { status: 400, body: { message: error.message } };
  return { status: 500, body: { message: String(error) } };
}
