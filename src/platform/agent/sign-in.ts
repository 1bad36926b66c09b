import { AgentFault } from './api.ts';
import { statementOfAgent, type SignIn } from './client.ts';

/** Logs in by certificate: signs the platform's challenge, for the host that asked it. */
export const certificateSignIn: SignIn = async (identity, transport) => {
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const challenge = await transport({ method: 'POST', path: '/api/session/challenge', headers: json, body: '{}' });
  if (challenge.status !== 200) throw new AgentFault('/api/session/challenge', challenge.status, challenge.text);
  const { nonce, host } = JSON.parse(challenge.text) as { nonce: string; host: string };
  const statement = statementOfAgent(identity, 'session.login', {}, { nonce, host });
  const signature = await identity.sign(statement);
  const answer = await transport({ method: 'POST', path: '/api/session/certificate', headers: json, body: JSON.stringify({ statement, signature }) });
  if (answer.status !== 200) throw new AgentFault('/api/session/certificate', answer.status, answer.text);
  return answer.cookies.map((cookie) => cookie.slice(0, cookie.indexOf(';') < 0 ? undefined : cookie.indexOf(';'))).join('; ');
};
