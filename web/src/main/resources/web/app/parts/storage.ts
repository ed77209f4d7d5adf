/** What a browser keeps. Where that is refused or full, it is kept as long as this page is open. */
class Kept {
  private readonly memory = new Map<string, string>();

  constructor(private readonly storage: () => Storage) {}

  get(key: string): string | null {
    try {
      return this.memory.get(key) ?? this.storage().getItem(key);
    } catch {
      return null;
    }
  }

  /** @return whether it outlives the page */
  set(key: string, value: string): boolean {
    try {
      this.storage().setItem(key, value);
      this.memory.delete(key);
      return true;
    } catch {
      this.memory.set(key, value);
      return false;
    }
  }

  remove(key: string): void {
    this.memory.delete(key);
    try {
      this.storage().removeItem(key);
    } catch {
      // What can't be read was never kept.
    }
  }

  keys(prefix: string): string[] {
    const found = new Set(this.memory.keys());
    try {
      Object.keys(this.storage()).forEach((key) => found.add(key));
    } catch {
      // Then there are only those of the memory.
    }
    return [...found].filter((key) => key.startsWith(prefix));
  }

  /** @return undefined where nothing is kept, or nothing that can be read */
  read<T>(key: string): T | undefined {
    try {
      const text = this.get(key);
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch {
      this.remove(key);
      return undefined;
    }
  }
}

/** For all pages of this browser, and the next time. */
export const device = new Kept(() => localStorage);

/** For this tab alone, also over a reload. */
export const tab = new Kept(() => sessionStorage);
