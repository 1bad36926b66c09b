/** 拍卖师: a person of an auction house under a national licence. Both are public: they stand in the announcement. */
export type Auctioneer = { readonly personId: string; readonly name: string; readonly licenceNumber: string; readonly orgId: string; readonly orgName: string };
