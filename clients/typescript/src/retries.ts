// When to ask again, and how long to wait before.

import { ProblemError, UnexpectedAnswerError, UnreachableError } from "./problems.js";

export interface Retries {
  /** How often to ask in all. 1: never again. */
  readonly attempts: number;
  /** In milliseconds. Where the server asks for a longer wait, its error is thrown at once, and says how long. */
  readonly longestWait: number;
}

export const USUAL_RETRIES: Retries = { attempts: 3, longestWait: 10_000 };

const FIRST_WAIT = 200;
const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

/** `ask`, again where that may help. An abort ends the waiting too. */
export async function retrying<Result>(ask: () => Promise<Result>, retries: Retries, signal: AbortSignal): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait = waitAfter(error, attempt);
      if (wait === null || attempt >= retries.attempts || wait > retries.longestWait) throw error;
      await passed(wait, signal);
    }
  }
}

/** In milliseconds; null where asking again would not help. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (error instanceof UnreachableError) return backoff(attempt);
  const isAnswer = error instanceof ProblemError || error instanceof UnexpectedAnswerError;
  if (!isAnswer || (error.status !== TOO_MANY_REQUESTS && error.status !== UNAVAILABLE)) return null;
  return error.retryAfter === null ? backoff(attempt) : error.retryAfter * 1000;
}

/** Twice as long each time, and by chance between half of it and all: many clients must not come back at the same moment. */
function backoff(attempt: number): number {
  return FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
