import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { ApplicationEvent } from './application.events.ts';
import type { Application, OwnApplication } from './application.types.ts';

export const application: Aggregate<Application, ApplicationEvent> = {
  type: 'application',
  disclosure: { Applied: 'initiator', QualificationDecided: 'initiator', DepositArrived: 'self', PaddleGiven: 'department' },
  evolve(state, event, { id, at }) {
    if (event.kind === 'Applied') {
      const [lotId = '', bidderId = ''] = id.split(':');
      const { saleId, bidderName, payCode, isPreferred, files } = event;
      return { lotId, saleId, bidderId, bidderName, appliedAt: at, payCode, isPreferred, files, qualification: null, deposit: null, paddle: null };
    }
    const before = present(state, 'application');
    switch (event.kind) {
      case 'QualificationDecided': return { ...before, qualification: { isQualified: event.isQualified, reason: event.reason, at, ...(event.points === undefined ? {} : { scores: event.scores ?? [], points: event.points }) } };
      case 'DepositArrived': return { ...before, deposit: { amountFen: event.amountFen, arrivedAt: at } };
      case 'PaddleGiven': return { ...before, paddle: event.paddle };
    }
  },
};

export function applicationId(lotId: string, bidderId: string): string {
  return `${lotId}:${bidderId}`;
}

/** A number nobody can guess the size of the field from: drawn, not counted. `taken` are those already given in this hall. */
export function freePaddle(taken: readonly number[], randomBytes: (length: number) => Uint8Array): number {
  for (let range = 90; ; range *= 10) {
    for (let attempt = 0; attempt < 20; attempt++) {
      const [a = 0, b = 0, c = 0] = randomBytes(3);
      const paddle = 10 + (((a << 16) | (b << 8) | c) % range);
      if (!taken.includes(paddle)) return paddle;
    }
  }
}

export function ownPart({ files: _files, bidderId: _bidderId, bidderName: _bidderName, ...own }: Application): OwnApplication {
  return own;
}
