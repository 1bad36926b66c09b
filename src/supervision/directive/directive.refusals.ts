import { catalogue } from '#kernel/refusal.ts';

export const directiveRefusals = catalogue('directive', {
  otherDepartment: {
    text: (p: { department: string }) => `这个项目由“${p.department}”监督。`, remedy: '请将线索移交该部门。', article: '招标投标法实施条例 第四条', kind: 'forbidden',
  },
  alreadySuspended: { text: (_: object) => '项目已经处于责令暂停。', remedy: '恢复之前不必再次责令。', kind: 'conflict' },
  noSuchMember: { text: (_: object) => '这个人现在不是评标委员会的成员。', remedy: '请刷新名单。', kind: 'absent' },
  notSuspended: { text: (_: object) => '项目没有被责令暂停。', remedy: '请刷新页面。', kind: 'conflict' },
});
