import type { Pool } from 'pg';
import { microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { hashPassword, isPassword, nobody } from './password.ts';
import { matchTotp } from './totp.ts';

export type NewCredential = { readonly login: string; readonly personId: string; readonly password: string; readonly totpSecret: Uint8Array };
export type LoginAttempt = { readonly login: string; readonly password: string; readonly totp: string };

/** Guesses allowed before a login rests, and for how long. */
export const guessesMax = 5;
const restMicros = 15 * microsPerMinute;

type Row = { readonly password_salt: Buffer; readonly password_hash: Buffer; readonly totp_secret: Buffer; readonly totp_last_step: number };

/** Password and one-time code of staff. Secrets live here and in no journal. @param machineNow the machine clock. */
export function createCredentials(pool: Pool, machineNow: () => Instant) {
  /** Sets or replaces a person's login. False when it is somebody else's. */
  async function save({ login, personId, password, totpSecret }: NewCredential): Promise<boolean> {
    const { salt, hash } = await hashPassword(password);
    const { rowCount } = await pool.query(
      `INSERT INTO credential (login, person_id, password_salt, password_hash, totp_secret) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (login) DO UPDATE SET password_salt = excluded.password_salt, password_hash = excluded.password_hash,
         totp_secret = excluded.totp_secret, totp_last_step = 0, failures = 0, machine_locked_until = 0
       WHERE credential.person_id = excluded.person_id`,
      [login, personId, salt, hash, Buffer.from(totpSecret)],
    );
    return rowCount === 1;
  }

  /** The person that has this login; null while nobody has it. */
  async function holderOf(login: string): Promise<string | null> {
    const { rows } = await pool.query<{ person_id: string }>('SELECT person_id FROM credential WHERE login = $1', [login]);
    return rows[0]?.person_id ?? null;
  }

  /** Whose login this is; null when anything of it is wrong, used up or resting, and never says which. */
  async function check({ login, password, totp }: LoginAttempt): Promise<string | null> {
    const now = machineNow();
    const row = await countGuess(login, now);
    const right = await isPassword(password, row ? { salt: row.password_salt, hash: row.password_hash } : nobody);
    const step = matchTotp(row?.totp_secret ?? Buffer.alloc(20), totp, now, row?.totp_last_step ?? 0);
    return row && right && step !== null ? await spend(login, step) : null;
  }

  /** The guess is counted before it is looked at, so that guesses made side by side are all counted. */
  async function countGuess(login: string, now: Instant): Promise<Row | null> {
    const { rows } = await pool.query<Row>(
      `UPDATE credential SET failures = CASE WHEN failures + 1 >= $3 THEN 0 ELSE failures + 1 END,
         machine_locked_until = CASE WHEN failures + 1 >= $3 THEN $2 + $4 ELSE machine_locked_until END
       WHERE login = $1 AND machine_locked_until <= $2
       RETURNING password_salt, password_hash, totp_secret, totp_last_step`,
      [login, now, guessesMax, restMicros],
    );
    return rows[0] ?? null;
  }

  /** Spends the code's step: of two that come with one code, one gets in. */
  async function spend(login: string, step: number): Promise<string | null> {
    const { rows } = await pool.query<{ person_id: string }>(
      'UPDATE credential SET totp_last_step = $2, failures = 0, machine_locked_until = 0 WHERE login = $1 AND totp_last_step < $2 RETURNING person_id',
      [login, step],
    );
    return rows[0]?.person_id ?? null;
  }

  return { save, check, holderOf };
}

export type Credentials = ReturnType<typeof createCredentials>;
