import type { BundlePorts } from '#evidence/bundle/bundle.routes.ts';
import { receiptSigner } from '#platform/keys/key-directory.ts';
import { receiptKeyDirectory } from '#platform/keys/own-keys.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import type { Scene } from './scene.testing.ts';

/** What the bundle's maker needs of a scene, as the composition root would give it. */
export function portsOf({ on: { db, trust, dataDir } }: Pick<Scene, 'on'>): BundlePorts {
  const { sign } = receiptSigner(trust.origin, receiptKeyDirectory(dataDir));
  return { pool: db.app, origin: trust.origin, sealed: openSealedStore(dataDir), quorum: () => trust.quorum, sign };
}
