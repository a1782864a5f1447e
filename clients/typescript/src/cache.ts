// Answers that are kept with their ETag. They are asked for all the same, but an unchanged one comes as 304, without content.

export interface KeptAnswer {
  readonly etag: string;
  /** The JSON as it came. */
  readonly text: string;
  /** The header Link, for lists. */
  readonly link: string | null;
}

/** Give a cache of your own to share it between processes: any store of text by key will do. */
export interface AnswerCache {
  get(address: string): KeptAnswer | undefined | Promise<KeptAnswer | undefined>;
  set(address: string, answer: KeptAnswer): void | Promise<void>;
}

/** In memory. What was not asked for longest goes first, so that all answers together stay below `most` characters. */
export class MemoryCache implements AnswerCache {
  readonly #answers = new Map<string, KeptAnswer>();
  #size = 0;

  constructor(readonly most = 20_000_000) {}

  get(address: string): KeptAnswer | undefined {
    const answer = this.#answers.get(address);
    if (answer) {
      // A Map remembers the order of setting: the oldest is the first.
      this.#answers.delete(address);
      this.#answers.set(address, answer);
    }
    return answer;
  }

  set(address: string, answer: KeptAnswer): void {
    this.#remove(address);
    this.#answers.set(address, answer);
    this.#size += answer.text.length;
    for (const oldest of this.#answers.keys()) {
      if (this.#size <= this.most) break;
      this.#remove(oldest);
    }
  }

  #remove(address: string): void {
    this.#size -= this.#answers.get(address)?.text.length ?? 0;
    this.#answers.delete(address);
  }
}
