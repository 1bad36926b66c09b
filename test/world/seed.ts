import { present } from '#kernel/assert.ts';
import type { Sequencer } from '#evidence/log/sequencer.worker.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import type { Platform } from '#apps/compose.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { makeAgents } from './agents.ts';
import { demoAuthorities } from './authorities.ts';
import { makeCast, type Cast } from './cast.ts';
import { centresOf, found, officerOf } from './found.ts';
import { createCompany } from './company.ts';
import { createDirector, type Stage } from './director.ts';
import { equip } from './keys.ts';
import { giveStaffLogin } from './staff.ts';
import { planSale } from './playbook/sale-plan.ts';
import { salePlots } from './playbook/sale-plots.ts';
import { playSale } from './playbook/sale.ts';
import { playTender } from './playbook/tender.ts';
import { writeWorldFile } from './world-file.ts';
import { countsOf, planYear, worldEndsAt } from './year.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { createTroupe, playerOf, type Player } from './troupe.ts';

export type Seeding = { readonly platform: Platform; readonly sequencer: Sequencer; readonly dataDir: string; /** From 4 on. */ readonly tenders: number; readonly say: (line: string) => void };

/** Peoples an empty demo and plays its year. */
export async function seedWorld({ platform, sequencer, dataDir, tenders, say }: Seeding): Promise<void> {
  const began = performance.now();
  const lap = (what: string): void => say(`  ${what}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`);
  const cast = makeCast();
  const authorities = demoAuthorities(dataDir);
  const now = await legalNow(platform.pool);
  const players = new Map<string, Player>(await Promise.all(cast.people.map(async (person, i) => {
    const authority = present(authorities[i % authorities.length], 'authority');
    return [person.personId, playerOf(person, await equip(person, authority, dataDir, now))] as const;
  })));
  const agentKeys = await makeAgents(cast, authorities, dataDir, now);
  lap(`${cast.people.length} 人和 ${agentKeys.size} 个密钥代理领到证书`);
  const company = await createCompany({ platform, sequencer, dataDir, say });
  const troupe = createTroupe(platform, company.app);
  await found(cast, troupe, players, agentKeys);
  lap(`${cast.organisations.length} 家单位、${cast.experts.length} 位专家登记完毕`);
  await giveStaffLogin(clerkOf(cast, players), company.app, dataDir);
  await company.hireAgents();
  await company.publish();
  await platform.follow();
  const stage: Stage = {
    now: () => legalNow(platform.pool),
    advanceTo: (target) => advanceTo(target, { pool: platform.pool, pipeline: platform.pipeline, report: (problem) => say(`  ! ${problem}`), settle: company.settle }),
  };
  const director = createDirector(stage);
  const endsAt = worldEndsAt(machineNow());
  const plans = planYear(cast, { beginsAt: now, endsAt, tenders });
  for (const plan of plans) director.play(() => playTender({ platform, troupe, cast, players, plan }, director));
  const sales = salePlots.map((plot, index) => planSale(plot, { index, cast, endsAt }));
  for (const plan of sales) director.play(() => playSale({ platform, troupe, cast, players, plan }, director));
  await director.run(endsAt);
  await stage.advanceTo(endsAt);
  await company.publish();
  await platform.follow();
  await company.close();
  lap(`${plans.length} 个招标项目、${sales.length} 份出让转让公告`);
  writeWorldFile(dataDir, { tourTenderId: present(plans.at(-1 - countsOf(tenders).today), 'a tender for the tour').tenderId });
}

/** Who shows the login by password and one-time code: a clerk of the capital's centre. */
function clerkOf(cast: Cast, players: ReadonlyMap<string, Player>): Player {
  return officerOf(cast, players, present(centresOf(cast).find(({ areaCode }) => areaCode === '150100'), 'centre of the capital'), 'serve.witness');
}
