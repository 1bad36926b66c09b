/*
 * What this program holds a record against and no record can tell it. It imports nothing of the platform, so it says these
 * figures itself; the project's tests hold the lawful ones against the rules they come from.
 */

/** 中标候选人公示不少于三日（招标投标法实施条例 第五十四条）. Days off make it longer, never shorter. */
export const publicityMinDays = 3;

/**
 * How far from the close of a tender its list, and from the end of a hall that end, must have come under the co-signers'
 * names, by their clocks. Until then nobody but the platform knows what was bid, so for so long it could still slip in a bid. A beat of the log takes two seconds, a
 * checkpoint lags at most four beats and co-signers ask every two seconds: a minute is several times that, with what
 * clocks of independent parties differ by.
 */
export const cosignedWithinSeconds = 60;
