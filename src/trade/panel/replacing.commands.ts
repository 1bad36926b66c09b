import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import { expert } from '#service/expert/expert.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import { emit, streams, type Emitted, type Reads, type World } from '#platform/command/command.ts';
import { drawRecord } from './draw-record.ts';
import { evaluationsOf } from './neighbours.ts';
import { panel } from './panel.ts';
import { replaceMembers, type Leaving, type MembersChange } from './replacement.ts';
import type { Panel } from './panel.types.ts';

/** What a change of members looks at: the panel, its draws, everyone in the pool, and how far the evaluations are. */
export function replacing(tenderId: string): Reads & { readonly prefixes: readonly string[] } {
  return { streams: streams([panel, tenderId], [drawRecord, tenderId]), prefixes: ['expert:', evaluationsOf(tenderId)] };
}

/** Members leave, and whoever follows by rank sits down; with nobody leaving, whoever turns out to be barred does. */
export function replaceIn(state: Panel, world: World, { leaving, newId }: { readonly leaving: readonly Leaving[]; readonly newId: () => string }): Result<{ events: Emitted[]; departed: number }, Refusal> {
  const { tenderId } = state;
  const record = present(world.find(drawRecord, tenderId), 'draw record');
  const changed = replaceMembers({ panel: state, record, leaving, experts: expertsIn(world), newId });
  return changed.ok ? ok({ events: emitChange(tenderId, changed.value), departed: changed.value.departed }) : changed;
}

export function emitChange(tenderId: string, change: MembersChange): Emitted[] {
  return [...change.draw.map((event) => emit(drawRecord, tenderId, event)), ...change.panel.map((event) => emit(panel, tenderId, event))];
}

export function expertsIn(world: World): Map<string, Expert> {
  return new Map(world.list(expert, '').map((each) => [each.id, each.state]));
}
