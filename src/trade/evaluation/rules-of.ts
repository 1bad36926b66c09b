import { plainDate } from '#kernel/time/plain-date.ts';
import { conductRules } from '#rules/construction/conduct.ts';
import { packFrom, valueOf, type PackQuery, type RulePack } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import type { CodeText } from '#rules/rule.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

type Governed = Pick<Tender, 'category' | 'areaCode' | 'registeredOn'>;

/** The rules this tender lives under: those of its place on its registration day. */
export function rulesOf(tender: Governed): RulePack {
  const { rules, ...query } = packFor(queryOf(tender));
  return { ...query, rules: new Map([...conductOf(tender).rules, ...rules]) };
}

function conductOf(tender: Governed): RulePack {
  return packFrom(conductRules, queryOf(tender));
}

function queryOf({ category, areaCode, registeredOn }: Governed): PackQuery {
  return { category, regionCode: areaCode, on: plainDate(registeredOn) };
}

/** The closed list of 条例第五十一条. */
export function rejectionGrounds(pack: RulePack): readonly CodeText[] {
  return valueOf(pack, 'eng.reject7', 'codes');
}

/** Not of the closed list: all bids, where fewer than three are left and competition is plainly lacking (12号令第二十七条). */
export const lackingCompetition: CodeText = { code: 'lackingCompetition', text: '有效投标不足三个且明显缺乏竞争，否决全部投标' };

export function groundText(pack: RulePack, code: string): string {
  return [...rejectionGrounds(pack), lackingCompetition].find((ground) => ground.code === code)?.text ?? code;
}
