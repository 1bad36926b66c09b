import { resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATABASE_URL: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  OVOO_MODE: z.enum(['demo', 'production']).default('demo'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OVOO_PROXIES: z.string().default('127.0.0.1'),
  DEMO_TENDERS: z.coerce.number().int().min(4).max(60).default(60),
  OVOO_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  BANK_URL: z.url({ protocol: /^https?$/ }).optional(),
  BANK_KEEPER: z.string().regex(/^[0-9A-Z]{18}$/, 'a unified social credit code').optional(),
}).refine(({ OVOO_MODE, BANK_URL }) => OVOO_MODE === 'demo' || BANK_URL === undefined || BANK_URL.startsWith('https:'), {
  path: ['BANK_URL'], message: 'https in production: who sits on the wire could say that a deposit has come',
});

export type Config = {
  readonly port: number;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly mode: 'demo' | 'production';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Addresses or networks of the reverse proxies in front, whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Who shows it may read `/metrics` from anywhere; without one only this machine may. */
  readonly metricsToken: string | null;
  /** How many tenders the demonstration's year has. */
  readonly demoTenders: number;
  /** The bank of the collection account; without one deposits are recorded by hand. */
  readonly bankUrl: string | null;
  /** The centre that keeps this account. */
  readonly bankKeeper: string | null;
};

/** The environment, parsed once; a wrong value stops the start with a sentence that names it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  const { PORT, DATABASE_URL, DATA_DIR, OVOO_MODE, LOG_LEVEL, OVOO_PROXIES, OVOO_METRICS_TOKEN, DEMO_TENDERS, BANK_URL, BANK_KEEPER } = parsed.data;
  return {
    port: PORT, databaseUrl: DATABASE_URL ?? null, dataDir: resolve(DATA_DIR), mode: OVOO_MODE, logLevel: LOG_LEVEL,
    trustedProxies: OVOO_PROXIES.split(',').map((address) => address.trim()).filter(Boolean), metricsToken: OVOO_METRICS_TOKEN ?? null, demoTenders: DEMO_TENDERS,
    bankUrl: BANK_URL ?? null, bankKeeper: BANK_KEEPER ?? null,
  };
}
