/** Addresses of the portal: one place, so that a page and the route behind it cannot drift apart. */
export const links = {
  home: '/',
  notices: '/notices',
  notice: (id: string) => `/notices/${encodeURIComponent(id)}`,
  project: (id: string) => `/projects/${encodeURIComponent(id)}`,
  sale: (saleId: string) => `/sales/${encodeURIComponent(saleId)}`,
  auction: (lotId: string) => `/auctions/${encodeURIComponent(lotId)}`,
  /** Where one applies for a lot. */
  applyForLot: (saleId: string) => `/desk/sales/${encodeURIComponent(saleId)}`,
  /** Where one bids. */
  bidForLot: (lotId: string) => `/desk/auctions/${encodeURIComponent(lotId)}`,
  document: (id: string) => `/projects/${encodeURIComponent(id)}/document`,
  league: (code: string) => `/leagues/${encodeURIComponent(code)}`,
  openings: '/openings',
  hall: (tenderId: string) => `/openings/${encodeURIComponent(tenderId)}`,
  rules: '/rules',
  /** Where the rule page says what a rule is. */
  rule: (key: string) => `/rules#${ruleAnchor(key)}`,
  packRule: (pack: string, key: string) => `/rules?pack=${encodeURIComponent(pack)}#${ruleAnchor(key)}`,
  rulePack: (key: string) => `/rules?pack=${encodeURIComponent(key)}`,
  institutions: '/institutions',
  log: '/log',
  logEntry: (index: number) => `/log?index=${index}`,
  verify: '/verify',
  verifyBundle: (bundleHref: string) => `/verify?bundle=${encodeURIComponent(bundleHref)}`,
  login: '/login',
  logout: '/logout',
  register: '/register',
  registerPerson: '/register/person',
  status: '/status',
  desk: '/desk',
  /** Where a file is taken, and the document objected to. */
  takeDocument: (tenderId: string) => `/desk/documents/${encodeURIComponent(tenderId)}`,
  objectToResult: (lotId: string) => `/desk/awards/${encodeURIComponent(lotId)}`,
} as const;

export function ruleAnchor(key: string): string {
  return `rule-${key.replace(/\s/g, '-')}`;
}

/** Where built scripts and styles stand. */
export const assets = {
  style: '/assets/portal.css',
  fonts: '/assets/fonts.css',
  script: '/assets/portal.js',
  verifyPage: '/assets/verify-page.js',
  loginPage: '/assets/login-page.js',
  registerPage: '/assets/register-page.js',
  auctionPage: '/assets/auction-page.js',
  auctionStyle: '/assets/auction-page.css',
  registerPersonPage: '/assets/register-person-page.js',
  verifier: '/assets/verifier.mjs',
} as const;
