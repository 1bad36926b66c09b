import type { MakeModule } from '#platform/module.ts';
import { receiptSigner } from '#platform/keys/key-directory.ts';
import { receiptKeyDirectory } from '#platform/keys/own-keys.ts';
import { readTrustFile } from '#platform/keys/trust-file.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { registerBundleRoutes } from './bundle.routes.ts';

/** 证据包: what happened in a lot, as a file that proves itself. */
export const makeBundleModule: MakeModule = ({ pool, origin, dataDir }) => ({
  name: 'bundle',
  routes(app, running) {
    const { sign } = receiptSigner(origin, receiptKeyDirectory(dataDir));
    registerBundleRoutes(app, running, { pool, origin, sealed: openSealedStore(dataDir), quorum: () => readTrustFile(dataDir).quorum, sign });
  },
});
