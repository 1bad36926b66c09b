import { test } from 'node:test';
import { readFileSync, existsSync } from 'node:fs';
import { instant, microsPerMinute } from '#kernel/time/instant.ts';
import { roles, type Actor } from '#kernel/roles.ts';
import { withBrowser, openPage, widths } from '#test/harness/browser.ts';
import { panelWorld, requestOf, usccOf } from './panel.testing.ts';
import { contributeTick } from './contribution-agent.ts';
import { standingMembers } from './panel.ts';

test('shots', async () => {
  const world = await panelWorld();
  const { on, people, agents } = world;
  await world.enrol(20);
  const t = 'paneltender00000';
  const t2 = 'paneltender00001';
  const { deadline, reportAt } = await world.tender(t);
  const second = await world.tender(t2);
  await on.accept(people.initiator, 'panel.request', requestOf(t2, second.reportAt));
  await world.settle([]);
  for (const agent of agents.slice(0, 3)) await contributeTick(agent.api, agent.identity);
  await withBrowser(async (browser) => {
    async function view(actor: Actor, path: string, name: string, width: number, act?: (page: Awaited<ReturnType<typeof openPage>>) => Promise<void>) {
      const page = await openPage(browser, width);
      page.on('pageerror', (error) => console.log(name, 'pageerror', String(error)));
      page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
      await page.route('**/*', async (route) => {
        const url = new URL(route.request().url());
        if (url.pathname.startsWith('/assets/')) {
          const file = `/tmp/panel-web/${url.pathname.slice(8)}`;
          if (!existsSync(file)) return route.fulfill({ status: 404 });
          return route.fulfill({ path: file });
        }
        if (url.pathname.startsWith('/desk')) return route.fulfill({ body: readFileSync('/tmp/panel-web/desk.html', 'utf8'), contentType: 'text/html' });
        if (url.pathname === '/api/session') return route.fulfill({ json: { person: { id: actor.personId, name: '乌兰' }, organisation: { id: actor.orgId, name: '单位' }, role: actor.role, roleName: roles[actor.role].name, demo: true, now: await on.now() } });
        if (url.pathname === '/api/organisations/mine') return route.fulfill({ json: { people: [{ personId: 'rep00001', name: '巴雅尔', roles: ['initiate.representative'] }] } });
        const answer = await world.http(actor, url.pathname + url.search);
        return route.fulfill({ status: answer.status, json: answer.body });
      });
      await page.goto(`http://localhost${path}`);
      await page.waitForTimeout(1500);
      if (act) await act(page);
      await page.screenshot({ path: `/tmp/panel-shots/${name}-${width}.png`, fullPage: true });
      await page.context().close();
    }
    for (const width of Object.values(widths)) {
      await view(people.initiator.actor, `/desk/panels/${t}`, 'request', width, async (page) => {
        await page.getByText('不派', { exact: true }).click();
        await page.waitForTimeout(400);
      });
      await view(people.witness.actor, `/desk/panels/${t2}`, 'witness', width);
    }
    await on.accept(people.initiator, 'panel.request', requestOf(t, reportAt));
    await world.settle();
    const members = standingMembers(await world.panelOf(t));
    const me = world.experts.get(members[0]!.personId)!;
    for (const width of Object.values(widths)) await view(me.actor, '/desk/calls', 'call', width);
    await on.accept(world.experts.get(members[1]!.personId)!, 'panel.decline', { callId: members[1]!.call?.callId, reason: '当日出差在外' });
    await world.settle();
    for (const m of standingMembers(await world.panelOf(t))) await on.accept(world.experts.get(m.personId)!, 'panel.accept', { callId: m.call?.callId });
    await world.settle();
    for (const width of Object.values(widths)) {
      await view(people.initiator.actor, `/desk/panels/${t}`, 'initiator', width);
      await view(people.officer.actor, `/desk/panels/${t}`, 'department', width);
    }
    await on.advanceTo(instant(deadline + 1));
    await world.opens(t, [usccOf(1), usccOf(2), usccOf(3), usccOf(4)]);
    await world.settle();
    await on.advanceTo(instant(reportAt - 30 * microsPerMinute));
    for (const width of Object.values(widths)) {
      await view(me.actor, '/desk/calls', 'briefed', width);
      await view(me.actor, `/desk/panels/${t}`, 'declaration', width, async (page) => { if (width > 600) { await page.getByRole('button', { name: '签署回避声明' }).click(); await page.waitForTimeout(500); } });
    }
  });
});
