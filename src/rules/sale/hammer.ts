/** 三次叫价: the custom of the hammer; no article gives the number. */
export const hammerCalls = 3;
