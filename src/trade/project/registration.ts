import { regionCode } from '#kernel/divisions.ts';
import { parseFen, type Fen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/time/plain-date.ts';
import { supervisorFor, type Sector, type Supervisor } from '#rules/catalogue/departments.ts';
import { checkEntry, type ContractKind, type EntryCheck, type Fund } from '#rules/catalogue/entry.ts';
import { catalogueOn, findItem, type CatalogueItem, type RouteClass } from '#rules/catalogue/items.ts';
import { routeChoices, routeOf, type Route } from '#rules/catalogue/routing.ts';
import { packFor } from '#rules/registry.ts';
import { projectRefusals as refusals } from './project.refusals.ts';

/** Money of a project as bodies and events carry it: amounts are decimal strings of 分, shares decimal strings. */
export type FundPlan =
  | { readonly kind: 'budget'; readonly budgetFen: string; readonly budgetShare: string }
  | { readonly kind: 'stateControlled' | 'donor' | 'publicUtility' | 'private' };

export type Method = 'open' | 'invited';

export type LotRequest = { readonly name: string; readonly scope: string; readonly estimateFen: string };

export type RegistrationPlan = {
  /** Where the project lies, or the first of several places: it leads to the centre. */
  readonly areaCode: string;
  /** The other places of a project that lies in several: all of them lead to the department. */
  readonly otherAreaCodes?: readonly string[] | undefined;
  readonly sector: Sector;
  readonly catalogueItem: string;
  readonly contractKind: ContractKind;
  readonly fund: FundPlan;
  readonly estimateFen: string;
  readonly method: Method;
  /** One of the reasons that the law lists, where the method wants one. */
  readonly methodReason: string | null;
  readonly lots: readonly LotRequest[];
};

/** What the catalogue and the routing table say of a plan. */
export type Assessment = { readonly item: CatalogueItem; readonly entry: EntryCheck; readonly route: Route; readonly supervisor: Supervisor };

/** 公共资源交易分类代码 of the items that can be registered today: first part of the transaction code. */
const dealTypes: Readonly<Record<string, string>> = { '0101': 'A01' };

export function dealTypeOf(catalogueItem: string): string | null {
  return dealTypes[catalogueItem] ?? null;
}

/** Judges a plan by the rules of `on`; a pure function, so that the form shows what the server will say. */
export function assess(plan: RegistrationPlan, on: PlainDate): Result<Assessment, Refusal> {
  const edition = catalogueOn(on);
  const item = edition && findItem(edition, plan.catalogueItem);
  if (!item || item.pack !== 'construction' || item.sector !== plan.sector || !dealTypeOf(item.code)) return err(refusals.itemNotServed({ item: item?.name ?? plan.catalogueItem }));
  const amounts = amountsOf(plan);
  if (!amounts.ok) return amounts;
  const pack = packFor({ category: 'construction', regionCode: plan.areaCode, on });
  const entry = checkEntry(item, { kind: plan.contractKind, estimateFen: amounts.value }, fundOf(plan.fund), pack);
  const method = checkMethod(entry, plan);
  if (!method.ok) return method;
  return ok({ item, entry, route: routeAmong(item.routeClass, placesOf(plan)), supervisor: supervisorFor(item.sector, placesOf(plan)) });
}

/** All places of a project, the first of them first. */
export function placesOf({ areaCode, otherAreaCodes = [] }: Pick<RegistrationPlan, 'areaCode' | 'otherAreaCodes'>): readonly string[] {
  return [areaCode, ...otherAreaCodes];
}

/** The centre of the first place. Over several places the initiator chooses by naming one of them first. */
function routeAmong(routeClass: RouteClass, places: readonly string[]): Route {
  const own = routeOf({ routeClass, place: places[0] ?? regionCode });
  const { free, citation } = routeChoices(routeClass, places);
  return free ? { ...own, citation, note: '项目跨区域，由发起方从所在地的交易中心中选择' } : own;
}

/** Lots add up to the project, to the cent: splitting neither hides nor invents money. */
function amountsOf(plan: RegistrationPlan): Result<Fen, Refusal> {
  const whole = parseFen(plan.estimateFen);
  if (!whole.ok) return whole;
  let sum = 0n;
  for (const lot of plan.lots) {
    const part = parseFen(lot.estimateFen);
    if (!part.ok) return part;
    if (part.value <= 0n) return err(refusals.lotWithoutAmount({ lot: lot.name }));
    sum += part.value;
  }
  return sum === whole.value ? ok(sum) : err(refusals.lotsSum({ sum, whole: whole.value }));
}

function fundOf(fund: FundPlan): Fund {
  return fund.kind === 'budget' ? { kind: 'budget', budgetFen: BigInt(fund.budgetFen), budgetShare: fund.budgetShare } : { kind: fund.kind };
}

function checkMethod({ methods }: EntryCheck, { method, methodReason }: RegistrationPlan): Result<void, Refusal> {
  const choice = methods.find((each) => each.method === method);
  if (!choice) return err(refusals.methodNotLawful({}));
  if (choice.reasons.length === 0) return ok(undefined);
  return choice.reasons.some((reason) => reason.code === methodReason) ? ok(undefined) : err(refusals.methodReason({ article: choice.citation }));
}
