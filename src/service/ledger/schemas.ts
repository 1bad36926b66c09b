import { z } from 'zod';

/** A lot's number, or the name of a book that belongs to no lot. */
export const bookSchema = z.string().regex(/^[0-9a-z.-]{1,60}$/, '账簿编号不对');
