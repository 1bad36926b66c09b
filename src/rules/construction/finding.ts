import type { Refusal } from '#kernel/refusal.ts';
import { getRule, type RulePack } from '../pack.ts';
import type { Certainty } from '../rule.ts';

/** One rule applied to one value: a row of the composing form, of a refusal, of the card 本项目的期限. */
export type RuleFinding = {
  /** Key of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly citation: string;
  readonly certainty: Certainty;
  /** A platform default only advises; everything above it binds. */
  readonly binding: boolean;
  /** What the plan says, and what the rule asks for, in Chinese. */
  readonly got: string;
  readonly bound: string;
  readonly ok: boolean;
  /** Where in the plan, e.g. `lots.0.depositFen`. */
  readonly path: string;
};

export type Measured = Pick<RuleFinding, 'got' | 'bound' | 'ok' | 'path'>;

export function findingOf(pack: RulePack, key: string, measured: Measured): RuleFinding {
  const { title, citation, certainty, rank } = getRule(pack, key);
  return { rule: key, title, citation, certainty, binding: rank !== 'practice', ...measured };
}

/** Titled with its lot where there are several: two lots have the same bounds over different amounts. @param lotNames in the order of the plan. */
export function ofLot(finding: RuleFinding, lotNames: readonly string[]): RuleFinding {
  const lot = lotNames.length > 1 ? lotNames[Number(/^lots\.(\d+)/.exec(finding.path)?.[1])] : undefined;
  return lot === undefined ? finding : { ...finding, title: `${lot}：${finding.title}` };
}

/** The findings for which a command is refused. */
export function blocking(findings: readonly RuleFinding[]): RuleFinding[] {
  return findings.filter((finding) => finding.binding && !finding.ok);
}

/** A finding as the refusal that a command answers with. */
export function refusalOf(finding: RuleFinding): Refusal {
  return {
    code: `rules.${finding.rule}`,
    kind: 'refused',
    message: `${finding.title}：不符合要求。`,
    remedy: `请改为${finding.bound}。`,
    article: finding.citation,
    rule: finding.rule,
    got: finding.got,
    want: finding.bound,
    path: finding.path,
  };
}
