/** Name of the log in checkpoints, receipts and key names. */
export const logOrigin = 'ovoo.nmg/2026';
