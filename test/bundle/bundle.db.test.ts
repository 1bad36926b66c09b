import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeBundle, type BundlePorts } from '#evidence/bundle/bundle.routes.ts';
import type { Edition } from '#evidence/bundle/bundle.types.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { verifyBundle, type Verdict } from '../../verifier/verifier.ts';
import { playLot } from './scene.testing.ts';

const scene = await playLot();
const { on, lotId } = scene;
const ports: BundlePorts = { pool: on.db.app, origin: on.trust.origin, sealed: openSealedStore(on.dataDir), quorum: () => 2 };

async function bundleFor(edition: Edition, orgId: string | null = null): Promise<string> {
  const made = await makeBundle(ports, { lotId, edition, orgId });
  return made.ok ? made.value : assert.fail(made.error.code);
}

function why(verdict: Verdict): string {
  return verdict.checks.map(({ name, ok, detail, code }) => `${ok ? '✓' : '✕'} ${name} ${detail ?? ''} ${code ?? ''}`).join('\n');
}

const texts = { public: await bundleFor('public'), parties: await bundleFor('parties', 'DEPARTMENT') };

describe('证据包', () => {
  test('R-179 公开版由任何人独立验证', async () => {
    const verdict = await verifyBundle(texts.public, on.trust);
    (await import("node:fs")).writeFileSync("/tmp/why-public.txt", why(verdict) + texts.public.length); (await import("node:fs")).writeFileSync("/tmp/pub.json", texts.public);(await import("node:fs")).writeFileSync("/tmp/par.json", texts.parties);(await import("node:fs")).writeFileSync("/tmp/trust-b.json", JSON.stringify(on.trust));
    assert.ok(verdict.ok, why(verdict));
  });
  test('R-178 当事人版', async () => {
    const verdict = await verifyBundle(texts.parties, on.trust);
    (await import("node:fs")).writeFileSync("/tmp/why-par.txt", why(verdict)+texts.parties.length);
    assert.ok(verdict.ok, why(verdict));
  });
});
