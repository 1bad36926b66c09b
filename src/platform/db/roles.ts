import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Who a program is to the database. What each may do stands in the migrations, table by table. */
export const roles = {
  /** Runs the server: reads, appends; no DDL, no DELETE on the journal. */
  app: 'ovoo_app',
  /** Alone may write the log. */
  sequencer: 'ovoo_sequencer',
  /** Alone may delete an event part, when the law orders a person's data erased. */
  eraser: 'ovoo_eraser',
} as const;

export type RoleUrls = { readonly appUrl: string; readonly sequencerUrl: string; readonly eraserUrl: string };

/** Makes the roles that are missing, each with a random password kept in `keysDir` (mode 0600), and returns how to log in. */
export async function ensureRoles(client: pg.Client, ownerUrl: string, keysDir: string): Promise<RoleUrls> {
  return {
    appUrl: await ensureRole(client, ownerUrl, keysDir, roles.app),
    sequencerUrl: await ensureRole(client, ownerUrl, keysDir, roles.sequencer),
    eraserUrl: await ensureRole(client, ownerUrl, keysDir, roles.eraser),
  };
}

async function ensureRole(client: pg.Client, ownerUrl: string, keysDir: string, role: string): Promise<string> {
  const password = keptPassword(keysDir, role);
  const url = roleUrl(ownerUrl, role, password);
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) {
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  } else if (!(await opens(url))) {
    await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  }
  return url;
}

/** As `ensureRoles`, for roles that it has made before: for a clone of a database, or another process beside the first. */
export function readRoleUrls(ownerUrl: string, keysDir: string): RoleUrls {
  const url = (role: string) => roleUrl(ownerUrl, role, readFileSync(fileOf(keysDir, role), 'utf8'));
  return { appUrl: url(roles.app), sequencerUrl: url(roles.sequencer), eraserUrl: url(roles.eraser) };
}

function roleUrl(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

function keptPassword(keysDir: string, role: string): string {
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  const file = fileOf(keysDir, role);
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function fileOf(keysDir: string, role: string): string {
  return join(keysDir, `postgres-${role}`);
}

async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
