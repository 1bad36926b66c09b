import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const root = css.slice(0, css.indexOf('}'));
const colours = new Map([...root.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]));

/** Text colour on each ground it is used on. */
const pairs: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'stone-100', 'stone-50', 'sky-50', 'act-bg', 'alarm-bg'],
  'stone-700': ['paper', 'stone-100', 'stone-200', 'sky-50', 'alarm-bg', 'act-bg'],
  'stone-600': ['paper', 'stone-100', 'stone-50', 'sky-50', 'act-bg', 'stone-200'],
  'sky-900': ['paper', 'sky-100', 'sky-200'],
  'sky-800': ['paper'],
  'sky-700': ['paper', 'stone-100', 'sky-50', 'sky-100', 'act-bg', 'alarm-bg', 'stone-50'],
  act: ['paper', 'act-bg'],
  grass: ['paper', 'grass-bg', 'sky-50', 'alarm-bg'],
  alarm: ['paper', 'alarm-bg', 'sky-50'],
  paper: ['sky-900', 'sky-800', 'sky-700', 'sky-600', 'act', 'alarm'],
  'night-text': ['sky-900', 'sky-800'],
};

test('R-017 every pair of text and ground has a contrast of at least 4.5 to 1', () => {
  for (const [text, grounds] of Object.entries(pairs)) {
    for (const ground of grounds) {
      const ratio = contrast(colour(text), colour(ground));
      assert.ok(ratio >= 4.5, `${text} on ${ground} is ${ratio.toFixed(2)}`);
    }
  }
});

test('R-017 lines of controls and the focus ring have a contrast of at least 3 to 1', () => {
  for (const ground of ['paper', 'stone-100', 'sky-50']) assert.ok(contrast(colour('sky-600'), colour(ground)) >= 3, ground);
  assert.ok(contrast(colour('stone-400'), colour('paper')) >= 3, 'stone-400');
});

function colour(name: string): string {
  const value = colours.get(name);
  assert.ok(value, `tokens.css has no colour ${name}`);
  return value;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance after WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
