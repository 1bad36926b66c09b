import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import type { TakenList, TrustStore } from './trust.ts';

/** Something that the owner of the platform should know of a list; one that is bad news is a warning. */
export type ListNote = { readonly file: string; readonly isBad: boolean; readonly text: string };

type Parts = { readonly dataDir: string; readonly trust: TrustStore; readonly now: () => Promise<Instant> };

const suffix = '.crl';
/** Far above any list of a province; a file that is none must not fill the memory. */
const mostListBytes = 32 * 1024 * 1024;

export function revocationFolderPath(dataDir: string): string {
  return join(dataDir, 'revocations');
}

/**
 * The revocation lists that the owner lays into a folder, `*.crl` in DER, brought into force as they come. What has been taken in
 * stays in force when its file goes: a list is replaced by its authority's next one and by nothing else.
 */
export function openRevocationFolder({ dataDir, trust, now }: Parts) {
  const folder = revocationFolderPath(dataDir);
  const seen = new Map<string, string>();
  const inForce = new Map<string, { readonly file: string; readonly list: TakenList; isOverdueTold: boolean }>();

  async function take(file: string): Promise<ListNote | null> {
    const path = join(folder, file);
    const { size, ctimeMs, ino } = await stat(path);
    const stamp = `${ino} ${ctimeMs} ${size}`;
    if (seen.get(file) === stamp) return null;
    // Before it is read: what is still being written has another stamp the next time.
    seen.set(file, stamp);
    if (size > mostListBytes) return { file, isBad: true, text: `有 ${size} 字节，超过 ${mostListBytes} 字节，没有读取。` };
    const taken = trust.addRevocationList(await readFile(path));
    if (!taken.ok) return { file, isBad: true, text: `没有采用：${taken.error.message}${taken.error.remedy ?? ''}` };
    const { issuer, number, revokedCount } = taken.value;
    inForce.set(issuer, { file, list: taken.value, isOverdueTold: false });
    return { file, isBad: false, text: `已经执行：${issuer} 的第 ${number} 号吊销列表，吊销证书 ${revokedCount} 张。` };
  }

  /** A list that its authority should have replaced by now; each is told of once. */
  function overdue(at: Instant): ListNote[] {
    return [...inForce.values()].filter((held) => !held.isOverdueTold && held.list.nextUpdate < at).map((held) => {
      held.isOverdueTold = true;
      const { issuer, number, nextUpdate } = held.list;
      return { file: held.file, isBad: true, text: `${issuer} 的第 ${number} 号吊销列表本应在 ${formatBeijing(nextUpdate)} 以前换新，此后吊销的证书查不到；仍按它执行，请向发证机构取最新的一份。` };
    });
  }

  return {
    /** Takes in what has come or changed since the last time; what there is to say of it. */
    async read(): Promise<ListNote[]> {
      const files = (await readdir(folder).catch(whenAbsent)).filter((file) => file.endsWith(suffix)).sort();
      const notes: ListNote[] = [];
      for (const file of files) {
        const note = await take(file).catch((error: NodeJS.ErrnoException): ListNote | null => (error.code === 'ENOENT' ? null : { file, isBad: true, text: `读不出来：${error.code ?? error.message}` }));
        if (note) notes.push(note);
      }
      return [...notes, ...overdue(await now())];
    },
  };
}

function whenAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
