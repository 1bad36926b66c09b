/**
 * Key files that their holder lets this browser keep, so that on a phone nobody looks for a file: locked as they are by the
 * holder's password, which is kept nowhere. The adversary is whoever picks up the phone.
 */
const prefix = 'ovoo-key-file:';

type Kept = { readonly name: string; readonly text: string };

export async function keepKeyFile(personId: string, file: File): Promise<void> {
  const kept: Kept = { name: file.name, text: await file.text() };
  try {
    localStorage.setItem(prefix + personId, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing asks for the file each time.
  }
}

export function findKeyFile(personId: string): File | null {
  return readKept(prefix + personId);
}

/** All that this browser keeps, the newest last. */
export function keptKeyFiles(): File[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).flatMap((key) => readKept(key) ?? []);
  } catch {
    return [];
  }
}

export function dropKeyFiles(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}

function readKept(key: string): File | null {
  try {
    const { name, text } = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept;
    return new File([text], name, { type: 'application/json' });
  } catch {
    return null;
  }
}
