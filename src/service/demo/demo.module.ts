import type { MakeModule } from '#platform/module.ts';
import { registerDemoClock } from './clock.routes.ts';
import { registerDemoKeys, type CertificateCounter } from './demo-key.routes.ts';
import { registerTour } from './tour.routes.ts';

/**
 * The time for everyone; in the demo also the virtual clock, key files, a counter that certifies newcomers and the guided
 * tour. In production these do not exist. `counter` is made where the demo world's authorities may be reached.
 */
export function demoWithCounter(counter: (dataDir: string) => CertificateCounter): MakeModule {
  return (services) => ({
    name: 'demo',
    routes(app, running) {
      app.get('/api/clock', async (_request, reply) => reply.header('cache-control', 'no-store').send({ now: await services.legalNow(), mode: services.mode }));
      if (services.mode !== 'demo') return;
      registerDemoClock(app, running);
      registerDemoKeys(app, running, counter);
      registerTour(app, running);
    },
  });
}
