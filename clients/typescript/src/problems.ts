// What can go wrong. Every error that the API itself answers is a problem document (RFC 9457), thrown as a ProblemError.

import type { FieldError, Problem, ProblemType } from "./types.js";

/** The API refused. `type` says why, `detail` in words, `errors` names each parameter that is wrong. */
export class ProblemError extends Error {
  override readonly name: string = "ProblemError";
  /** Such as `not-found`. A later version of the API may have more than this version of the client knows. */
  readonly type: ProblemType | (string & {});

  constructor(
    readonly problem: Problem,
    /** In seconds, where the answer has the header Retry-After. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${problem.title}: ${problem.detail}`);
    this.type = problem.type.slice(problem.type.lastIndexOf("/") + 1);
  }

  get status(): number {
    return this.problem.status;
  }

  get detail(): string {
    return this.problem.detail;
  }

  get errors(): readonly FieldError[] {
    return this.problem.errors;
  }
}

/** The change feed started again: forget what you have, and follow it from 0. */
export class CheckpointGoneError extends ProblemError {
  override readonly name = "CheckpointGoneError";
  override readonly type = "checkpoint-gone";
}

/** The API could not be reached; `cause` says why. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";

  constructor(address: string, cause: unknown) {
    super(`${address} could not be reached.`, { cause });
  }
}

/** Somebody else answered: a proxy, or a site that is not Topichub. */
export class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";

  constructor(
    address: string,
    readonly status: number,
    readonly retryAfter: number | null = null,
  ) {
    super(`${address} answered ${status}, and not as the delivery API would.`);
  }
}

/** Whether `error` is a problem, of `type` where given: `isProblem(error, "not-found")`. */
export function isProblem(error: unknown, type?: ProblemType): error is ProblemError {
  return error instanceof ProblemError && (type === undefined || error.type === type);
}

/** The error that an answer which is neither 200 nor 304 stands for. */
export function errorOf(address: string, answer: Response, text: string): ProblemError | UnexpectedAnswerError {
  const retryAfter = secondsOf(answer.headers.get("Retry-After"));
  if (!answer.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return new UnexpectedAnswerError(address, answer.status, retryAfter);
  }
  const problem = JSON.parse(text) as Problem;
  const known = problem.type.endsWith("/checkpoint-gone") ? CheckpointGoneError : ProblemError;
  return new known(problem, retryAfter);
}

/** Retry-After is a number of seconds or a date (RFC 9110); null where it is neither. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}
