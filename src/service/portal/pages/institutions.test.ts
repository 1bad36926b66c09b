import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { leagues, regionCode } from '#kernel/divisions.ts';
import { institutionsProps } from './institutions.view.ts';

const props = institutionsProps(new Set([regionCode, '152900', '152922']));
const alxa = present(props.leagues.find(({ name }) => name === '阿拉善盟'), 'Alxa');

describe('平台上的机构', () => {
  test('R-004 自治区、十二个盟市、一百多个旗县市区逐级列出，每个地方都写明在哪里交易、谁监督，链接到本级的信息', () => {
    assert.deepEqual(props.leagues.map(({ name }) => name), ['自治区本级', ...leagues().map(({ name }) => name)]);
    for (const each of leagues()) {
      const shown = present(props.leagues.find(({ name }) => name === each.name), each.name);
      assert.deepEqual(shown.places.map(({ name }) => name), ['本级', ...each.areas.map(({ name }) => name)]);
      for (const { name, centre, department, article, href } of shown.places) {
        assert.ok(centre.includes('公共资源交易中心') && department !== '' && /第[一二三四五六七八九十]+条/.test(article), name);
        assert.ok(href.includes(each.code), href);
      }
    }
    assert.equal(present(props.leagues[0], 'region').centre.name, '内蒙古自治区公共资源交易中心');
    assert.equal(props.leagues.flatMap(({ places }) => places).length, 1 + 12 + leagues().flatMap(({ areas }) => areas).length);
  });

  test('R-005 阿右旗、额济纳旗、高新区是盟中心的分支机构，属地管理、业务受盟中心指导，项目就地交易；开通没有开通看得出来', () => {
    assert.deepEqual(alxa.branches.map(({ name, open }) => [name.replace('阿拉善盟公共资源交易中心', ''), open]), [['阿拉善右旗分中心', true], ['额济纳旗分中心', false], ['高新区分中心', false]]);
    assert.match(alxa.branchNote, /属地管理，业务上接受盟公共资源交易中心的指导（.*第五条）/);
    const centreOf = (place: string) => alxa.places.find(({ name }) => name === place)?.centre;
    assert.equal(centreOf('阿拉善右旗'), '阿拉善盟公共资源交易中心阿拉善右旗分中心');
    assert.equal(centreOf('阿拉善左旗'), '阿拉善盟公共资源交易中心');
    assert.ok(props.leagues.filter(({ name }) => name !== '阿拉善盟').every(({ branches }) => branches.length === 0));
  });

  test('R-007 六类机构各有职责、不能做的事和依据', () => {
    assert.deepEqual(props.duties.map(({ title }) => title.replace(/（.*/, '')), ['综合管理机构', '运行服务机构', '行政监督部门', '公共资源交易管理工作联席会议办公室', '系统开发运维机构', '社会公众']);
    for (const { title, does, never, article } of props.duties) assert.ok(does !== '' && never !== '' && article.startsWith('内蒙古自治区公共资源交易管理办法 第'), title);
  });
});
