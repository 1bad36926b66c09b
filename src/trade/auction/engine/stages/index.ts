import type { StageRules } from '../stage.ts';
import type { Stage, StageKind } from '../engine.types.ts';
import { ask } from './ask.ts';
import { best } from './best.ts';
import { call } from './call.ts';
import { countdown } from './countdown.ts';
import { descending } from './descending.ts';
import { hammer } from './hammer.ts';
import { lottery } from './lottery.ts';
import { match } from './match.ts';
import { nearest } from './nearest.ts';
import { open } from './open.ts';
import { sealed } from './sealed.ts';
import { turns } from './turns.ts';

const all: { readonly [K in StageKind]: StageRules<K> } = { open, ask, countdown, descending, sealed, best, turns, nearest, lottery, match, call, hammer };

/** The rules of a stage, its kind forgotten: they are given no other stage than their own. */
export function rulesOf(stage: Stage): StageRules<StageKind> {
  return all[stage.kind] as unknown as StageRules<StageKind>;
}
