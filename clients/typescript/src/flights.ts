// One request at a time for each address: who asks for the same meanwhile gets the same answer.

interface Flight<Result> {
  readonly answer: Promise<Result>;
  readonly abort: AbortController;
  waiting: number;
}

export class Flights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /** Each caller may give up alone; the request is only cancelled when nobody waits for it any more. */
  async join(address: string, start: (signal: AbortSignal) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const flight = this.#flights.get(address) ?? this.#start(address, start);
    flight.waiting += 1;
    try {
      return await orAborted(flight.answer, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        this.#end(address, flight);
        flight.abort.abort();
      }
    }
  }

  #start(address: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const abort = new AbortController();
    const flight: Flight<Result> = { answer: start(abort.signal), abort, waiting: 0 };
    this.#flights.set(address, flight);
    const end = (): void => this.#end(address, flight);
    flight.answer.then(end, end);
    return flight;
  }

  #end(address: string, flight: Flight<Result>): void {
    if (this.#flights.get(address) === flight) this.#flights.delete(address);
  }
}

function orAborted<Result>(answer: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
