/** Ways of deciding who wins that a tender document may state. What a kind means stands here and nowhere else: nobody types it. */
export const awardMethods = ['first-candidate', 'panel-decides', 'separate'] as const;
export type AwardMethod = (typeof awardMethods)[number];

const names: Readonly<Record<AwardMethod, string>> = { 'first-candidate': '确定排名第一的候选人', 'panel-decides': '授权评标委员会确定', separate: '评定分离' };

const texts: Readonly<Record<AwardMethod, string>> = {
  'first-candidate': '招标人确定排名第一的中标候选人为中标人；法定情形下可以依次确定其他候选人',
  'panel-decides': '招标人授权评标委员会直接确定排名第一的中标候选人为中标人',
  separate: '评定分离，招标人在公示的中标候选人中按招标文件载明的定标因素和程序确定中标人，写明定标过程和理由',
};

export function awardMethodName(kind: AwardMethod): string {
  return names[kind];
}

/** The words of the tender document, of the notices and of the screens. */
export function awardMethodText(kind: AwardMethod): string {
  return texts[kind];
}

/** Whether the winner is whoever ranks first, unless a ground of the law passes over it. */
export function followsRanking(kind: AwardMethod): boolean {
  return kind !== 'separate';
}

export function parseAwardMethod(text: string): AwardMethod | null {
  return awardMethods.find((kind) => kind === text) ?? null;
}
