import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { identityLockbox } from '#platform/keys/lockbox.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { hasReached, maskedNumber, readPersonal } from './natural-person.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { makeSubjectModule } from './subject.module.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { findOrganisations } from './subject.store.ts';
import { herderOf, testPersonNumber } from './subject.testing.ts';

const platform = await testPlatform([makeSubjectModule]);
const { accept, refuse } = platform;
const { pool, dataDir } = platform.platform;
const number = testPersonNumber(7);
const phone = '13904830007';

describe('个人登记', () => {
  test('R-036 R-037 牧民凭本人证书登记一次：既是主体，也是经办人；同一个号码不能再登记，拒绝里不重复号码和姓名', async () => {
    const { self, orgId, body } = await herderOf(platform, { name: '斯琴高娃', number, phone });
    await accept(self, 'naturalPerson.register', body);
    assert.deepEqual((await readHead(pool, person, self.actor.personId ?? ''))?.state.memberships, [{ orgId, roles: ['buy.person'] }]);
    const again = await herderOf(platform, { name: '斯琴高娃', number });
    const refused = await refuse(again.self, 'naturalPerson.register', again.body);
    assert.equal(refused.code, 'subject.personRegistered');
    for (const secret of [number, '斯琴高娃']) assert.ok(!JSON.stringify(refused).includes(secret));
  });

  test('R-191 数据库里哪一张表、哪一列都没有身份证号和手机号；带着服务器的钥匙才打得开，换一个人的记录打不开', async () => {
    const { rows: columns } = await platform.db.owner.query<{ name: string }>("SELECT format('%I', table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    assert.ok(columns.length > 5);
    for (const { name } of columns) {
      const { rows } = await platform.db.owner.query<{ found: number }>(`SELECT count(*)::int AS found FROM ${name} t WHERE t::text LIKE $1 OR t::text LIKE $2`, [`%${number}%`, `%${phone}%`]);
      assert.equal(rows[0]?.found, 0, name);
    }
    const { rows: [sealed] } = await platform.db.app.query<{ state: { orgId: string; sealedPersonal: string } }>("SELECT state FROM stream_head WHERE stream LIKE 'organisation:P%'");
    assert.ok(sealed);
    const { orgId, sealedPersonal } = sealed.state;
    assert.deepEqual(readPersonal(identityLockbox(dataDir).open(orgId, sealedPersonal)), { number, phone });
    assert.throws(() => identityLockbox(dataDir).open('P0000000000000000', sealedPersonal));
  });

  test('R-191 姓名不公开，按姓名查单位查不到个人', async () => {
    const { rows } = await platform.db.app.query<{ body: string }>("SELECT body FROM event_part WHERE class = 'public' AND body LIKE '%斯琴高娃%'");
    assert.equal(rows.length, 0);
    assert.deepEqual(await findOrganisations(pool, { text: '斯琴', kind: null, limit: 5 }), []);
    assert.deepEqual(await findOrganisations(pool, { text: 'P', kind: 'naturalPerson', limit: 5 }), []);
  });

  test('R-037 号码的校验位、出生日期、手机号不对的读不进来；姓名与证书不符、签名的是别的号码、登记别人的编码：拒绝', async () => {
    const definition = platform.platform.pipeline.definitions.get('naturalPerson.register');
    const { self, orgId, body } = await herderOf(platform, { name: '朝鲁', number: testPersonNumber(8) });
    for (const personal of [{ number: `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`, phone }, { number: testPersonNumber(1, '19870229'), phone }, { number, phone: '12345' }]) {
      const parsed = definition?.body.safeParse({ ...body, personal });
      assert.equal(parsed?.success, false);
      assert.ok(!JSON.stringify(parsed?.error).includes(personal.number));
    }
    assert.equal((await refuse(self, 'naturalPerson.register', { ...body, personal: { number: testPersonNumber(9), phone } })).code.split('.')[0], 'signature');
    const signature = await self.sign('naturalPerson.register', { orgId }, { orgId, name: '别的人', areaCode: '152921', personalHash: '0' });
    assert.equal((await refuse(self, 'naturalPerson.register', { ...body, name: '别的人', signature })).code.split('.')[0], 'signature');
    const foreign = await herderOf(platform, { name: '朝鲁', number: testPersonNumber(10) });
    assert.match((await refuse(self, 'naturalPerson.register', foreign.body)).code, /^(?:signature|signed|subject)\./);
    await accept(self, 'naturalPerson.register', body);
    assert.equal((await readHead(pool, organisation, orgId))?.state.kind, 'naturalPerson');
  });

  test('R-037 号码只露头尾；成年从生日当天算起', () => {
    assert.match(maskedNumber(number), /^1529\*{12}\w{2}$/);
    const born = testPersonNumber(1, '20081122');
    assert.equal(hasReached(born, 18, plainDate('2026-11-21')), false);
    assert.equal(hasReached(born, 18, plainDate('2026-11-22')), true);
  });
});
