import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html, raw } from './html.ts';

describe('html', () => {
  test('R-183 text is escaped in content and in attributes', () => {
    const hostile = `<script>alert(1)</script>"'\`&`;
    assert.equal(html`<p title="${hostile}">${hostile}</p>`.markup.match(/<script|"'/g), null);
    assert.equal(html`${'<&>"'}`.markup, '&lt;&amp;&gt;&quot;');
  });

  test('R-183 no text whatever can open a tag or leave an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '=', ' ', 'a', '/', ':') }), (text) => {
        const { markup } = html`<a title="${text}">${text}</a>`;
        assert.match(markup, /^<a title="[^"<>]*">[^<>]*<\/a>$/);
      }),
    );
  });

  test('templates nest, arrays join, and nothing writes nothing', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    assert.equal(html`<ul>${items}${null}${undefined}${false}${0}${7n}</ul>`.markup, '<ul><li>a</li><li>&lt;b&gt;</li>07</ul>');
    assert.equal(html`${raw('<i></i>')}`.markup, '<i></i>');
  });

  test('R-183 an address that is not local, http, mailto or tel becomes #', () => {
    for (const bad of ['javascript:alert(1)', ' javascript:x', 'JAVASCRIPT:x', 'data:text/html,x', '//evil.example', '/\\evil.example', 'java\nscript:x', 'vbscript:x', '/\t/evil.example']) {
      assert.equal(html`<a href="${bad}">x</a>`.markup, '<a href="#">x</a>', bad);
      assert.equal(html`<form action="${bad}"></form>`.markup, '<form action="#"></form>', bad);
    }
    for (const good of ['/', '/a?b=1', '#x', '?page=2', 'https://example.cn/', 'mailto:a@b.cn', '../x']) {
      assert.equal(html`<a href="${good}">x</a>`.markup.includes('href="#"'), good === '#', good);
    }
  });

  test('R-183 places where escaping cannot help are refused as bugs', () => {
    assert.throws(() => html`<p title=${'x'}></p>`, /unquoted/);
    assert.throws(() => html`<p onclick="f(${'x'})"></p>`, TypeError);
    assert.throws(() => html`<p style="color:${'x'}"></p>`, TypeError);
  });
});
