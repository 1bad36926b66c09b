import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import { roles, type Role } from '#kernel/roles.ts';
import { enrolBody as expertSchema } from '#service/expert/expert.commands.ts';
import { loginSchema } from '#service/login/staff-login.routes.ts';
import { offices } from '#service/subject/directory.ts';
import { auctioneerBody } from '#service/subject/auctioneer.commands.ts';
import { areaSchema, personIdSchema, usccSchema } from '#service/subject/schemas.ts';

const text = z.string().trim().min(1).max(100);
const fileName = z.string().trim().min(1).max(1_000);
const roleNames = Object.keys(roles) as [Role, ...Role[]];

/** What `npm run enrol` reads; docs/enrolment.md shows one and says what each part is. */
const schema = z.strictObject({
  trust: z.strictObject({
    /** Certificates are files, PEM or DER, named from where the enrolment file lies. */
    authorities: z.array(z.strictObject({ name: text, roots: z.array(fileName).min(1), intermediates: z.array(fileName).default([]) })).default([]),
    /** Cards of co-signers, named from where the enrolment file lies, or their C2SP verifier keys. */
    cosigners: z.array(fileName).default([]),
    quorum: z.number().int().min(1).optional(),
  }).optional(),
  organisations: z.array(z.strictObject({
    orgId: usccSchema,
    /** Initiators, agencies and enterprises register themselves, with their own certificate. */
    kind: z.enum(['centre', 'exchange', 'auctionHouse', 'department', 'authority', 'expertPool', 'platform']),
    name: text, areaCode: areaSchema, legalRepresentative: text, offices: z.array(z.enum(offices)).default([]),
  })).default([]),
  people: z.array(z.strictObject({
    personId: personIdSchema, orgId: usccSchema, name: text, roles: z.array(z.enum(roleNames)).min(1),
    /** With one, password and one-time code are made and shown once. */
    login: loginSchema.optional(),
  })).default([]),
  /** Licensed auctioneers, among the people of an auction house. */
  auctioneers: z.array(auctioneerBody).default([]),
  /** Cards of key agents, named from where the enrolment file lies. */
  keyHolders: z.array(fileName).default([]),
  experts: z.strictObject({ poolOrgId: usccSchema, entries: z.array(expertSchema) }).optional(),
});

export type Enrolment = z.infer<typeof schema>;

/** Reads and checks the whole file before anything is done. Throws a sentence that names each wrong place. */
export function readEnrolment(path: string): Enrolment {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} 有 ${parsed.error.issues.length} 处要改：\n${parsed.error.issues.map((issue) => `  ${issue.path.map(String).join('.')}：${issue.message}`).join('\n')}`);
}

/** A refusal as one line of a terminal. */
export function sentenceOf({ message, remedy }: Refusal): string {
  return remedy ? `${message}${remedy}` : message;
}
