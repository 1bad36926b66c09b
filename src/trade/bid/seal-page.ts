import type { JsonObject } from '#kernel/json.ts';

/** The parts of a response that are files. */
export const filePartTitles = { qualification: '资格审查', technical: '技术标', commercial: '商务标' } as const;
export type FilePart = keyof typeof filePartTitles;

/** Objects carry their part in their name, for people who read a manifest. */
export function objectNameOf(part: FilePart, fileName: string): string {
  return `${filePartTitles[part]}·${fileName.replace(/[\u0000-\u001f\u007f/\\]/g, '_').slice(-160)}`;
}

/** Whether an object bears the name that `objectNameOf` gives to the files of this part. */
export function isOfPart(objectName: string, part: FilePart): boolean {
  return objectName.startsWith(objectNameOf(part, ''));
}

export type SealedFile = { readonly name: string; readonly part: FilePart; readonly sizeBytes: number; readonly ctRoot: string };

/**
 * 签章页: the organisation's seal and the legal representative's signature over each file, as data. It names every file by
 * the root of its ciphertext, and a ciphertext of this seal has one plaintext; the bidder's signature over the manifest
 * covers this page too. Shown beside the file once opened (`web/ui/sealing/organisation-seal.tsx` draws it).
 */
export type SealPage = {
  readonly v: 1;
  readonly tenderId: string;
  readonly lotId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly legalRepresentative: string;
  readonly files: readonly SealedFile[];
};

export function sealPageJson(page: SealPage): JsonObject {
  return page;
}
