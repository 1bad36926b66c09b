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
};

/** The environment, parsed once; a wrong value stops the start with a sentence that names it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  const { PORT, DATABASE_URL, DATA_DIR, OVOO_MODE, LOG_LEVEL, OVOO_PROXIES, OVOO_METRICS_TOKEN, DEMO_TENDERS } = parsed.data;
  return {
    port: PORT, databaseUrl: DATABASE_URL ?? null, dataDir: resolve(DATA_DIR), mode: OVOO_MODE, logLevel: LOG_LEVEL,
    trustedProxies: OVOO_PROXIES.split(',').map((address) => address.trim()).filter(Boolean), metricsToken: OVOO_METRICS_TOKEN ?? null, demoTenders: DEMO_TENDERS,
  };
}
