import type { Session } from '#platform/auth/session.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { sale } from '#trade/sale/sale.ts';
import { readApplicationsWith } from './application.store.ts';
import type { Application } from './application.types.ts';

/** Papers of an application are for whoever judges it and whoever watches that: the seller and the department of the sale. */
export async function findApplicationFile(pool: Pool, viewer: Session | null, sha256: string): Promise<Application['files'][number] | null> {
  if (viewer?.actor.role !== 'initiate.operator' && viewer?.actor.role !== 'supervise.officer') return null;
  const { role, orgId } = viewer.actor;
  for (const { saleId, files } of await readApplicationsWith(pool, sha256)) {
    const found = await readHead(pool, sale, saleId);
    const reader = role === 'initiate.operator' ? found?.state.seller : found?.state.department;
    if (reader && reader.orgId === orgId) return files.find((file) => file.sha256 === sha256) ?? null;
  }
  return null;
}
