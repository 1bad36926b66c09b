import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { fromBase32, totpCode, totpStepAt, totpStepSeconds } from '#platform/auth/totp.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { demoKeyFolder } from '#service/demo/demo-key.ts';
import { loginRefusals } from './login.refusals.ts';

/** The one person of the demonstration who logs in by password and one-time code, with both written down: nothing is protected by them. */
const demoStaff = z.strictObject({ login: z.string(), password: z.string(), totpSecret: z.string(), name: z.string(), orgName: z.string(), roleName: z.string() });
export type DemoStaff = z.infer<typeof demoStaff>;

/** `code` is good for `secondsLeft` more on the machine clock. */
export type StaffCode = Omit<DemoStaff, 'totpSecret'> & { readonly code: string; readonly secondsLeft: number };

/** The person's one-time code, as a phone would show it. Exists in no production. */
export function registerDemoStaff(app: HttpApp, { dataDir }: Running): void {
  app.get('/api/demo/staff-code', { schema: { hide: true } }, async (_request, reply) => {
    const staff = await findDemoStaff(dataDir);
    return staff ? reply.header('cache-control', 'no-store').send(staffCodeAt(staff, machineNow())) : sendRefusal(reply, loginRefusals.noDemo({}));
  });
}

export function demoStaffFile(dataDir: string): string {
  return join(dataDir, demoKeyFolder, 'staff-login.json');
}

/** Null in a world that has none. */
export async function findDemoStaff(dataDir: string): Promise<DemoStaff | null> {
  const text = await readFile(demoStaffFile(dataDir), 'utf8').catch(() => null);
  return text === null ? null : demoStaff.parse(JSON.parse(text));
}

export function staffCodeAt({ totpSecret, ...staff }: DemoStaff, machineAt: Instant): StaffCode {
  const step = totpStepAt(machineAt);
  return { ...staff, code: totpCode(fromBase32(totpSecret), step), secondsLeft: Math.ceil((step + 1) * totpStepSeconds - machineAt / microsPerSecond) };
}
