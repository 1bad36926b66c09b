/**
 * Separation of duties by construction (办法 第四十八条; ): an organisation is of one kind, a kind holds the
 * roles of one duty, a command belongs to one duty. So a centre cannot be given a supervising permission: there is no
 * value that says so.
 */
export const dutyOfKind = {
  initiator: 'initiate',
  agency: 'initiate',
  enterprise: 'respond',
  expertPool: 'evaluate',
  centre: 'serve',
  department: 'supervise',
  authority: 'certify',
  platform: 'operate',
  naturalPerson: 'buy',
  exchange: 'exchange',
  auctionHouse: 'conduct',
} as const;

export type OrganisationKind = keyof typeof dutyOfKind;
export type Duty = (typeof dutyOfKind)[OrganisationKind] | 'hold-key' | 'system';

export const roles = {
  'initiate.operator': { duty: 'initiate', name: '项目经办人' },
  'initiate.representative': { duty: 'initiate', name: '招标人代表' },
  'respond.operator': { duty: 'respond', name: '投标经办人' },
  'buy.person': { duty: 'buy', name: '个人竞买人' },
  'exchange.operator': { duty: 'exchange', name: '产权交易经办人' },
  'conduct.auctioneer': { duty: 'conduct', name: '拍卖师' },
  'conduct.recorder': { duty: 'conduct', name: '拍卖记录人' },
  'evaluate.expert': { duty: 'evaluate', name: '评标专家' },
  'serve.witness': { duty: 'serve', name: '见证人员' },
  'serve.venue': { duty: 'serve', name: '场地管理' },
  'serve.archive': { duty: 'serve', name: '档案管理' },
  'supervise.officer': { duty: 'supervise', name: '监督人员' },
  'certify.officer': { duty: 'certify', name: '数字认证服务' },
  'operate.engineer': { duty: 'operate', name: '运维人员' },
  'hold-key.agent': { duty: 'hold-key', name: '密钥代理' },
  'system.clock': { duty: 'system', name: '平台时钟' },
} as const satisfies Record<string, { duty: Duty; name: string }>;

export type Role = keyof typeof roles;

/** Who applies for a lot and bids for it: firms and natural persons alike (拍卖法 第三十二条). */
export const buyerRoles = ['respond.operator', 'buy.person'] as const satisfies readonly Role[];
export type BuyerRole = (typeof buyerRoles)[number];

export function isBuyer(role: Role): role is BuyerRole {
  return buyerRoles.some((each) => each === role);
}

/** The only roles an organisation of `kind` can give its people. Key agents belong to organisations of several kinds and are not people. */
export function rolesOfKind(kind: OrganisationKind): Role[] {
  return (Object.keys(roles) as Role[]).filter((role) => roles[role].duty === dutyOfKind[kind]);
}

/** Who acts. `id` is what the journal shows: a pseudonymous person id, an agent, or `system`. */
export type Actor = {
  readonly id: string;
  readonly role: Role;
  readonly personId: string | null;
  readonly orgId: string | null;
};

export const systemActor: Actor = { id: 'system', role: 'system.clock', personId: null, orgId: null };
