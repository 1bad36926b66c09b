import { randomBytes } from 'node:crypto';
import type { Instant } from '#kernel/time/instant.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { ed25519Signer, signatureType } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import type { HttpApp } from '#platform/http/app.ts';

/** Two co-signers of a test's log, both wanted. They sign whatever tree is the newest: what they refuse is tested elsewhere. */
export function makeCosigners() {
  const signers = ['league', 'department'].map((name) => ed25519Signer(`cosign.test/${name}`, signatureType.cosignature, randomBytes(32)));
  return {
    keys: signers.map(({ key }) => key),
    quorum: signers.length,
    /** Puts the first `count` of them under the newest checkpoint, each with the time of its own clock. */
    async cosignLatest(app: HttpApp, clock: () => Promise<Instant>, count = signers.length): Promise<void> {
      const checkpoint = await app.inject({ url: '/log/checkpoint' });
      const note = parseNote(checkpoint.body);
      if (!note.ok) throw new Error(note.error.message);
      const size = Number(note.value.text.split('\n')[1]);
      for (const signer of signers.slice(0, count)) {
        const signature = cosign(note.value.text, signer, await clock());
        const answer = await app.inject({ method: 'POST', url: '/api/log/cosignature', payload: { size, note: formatNote({ text: note.value.text, signatures: [signature] }) } });
        if (answer.statusCode !== 200) throw new Error(answer.body);
      }
    },
  };
}
