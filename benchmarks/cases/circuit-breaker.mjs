import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import OpossumBreaker from 'opossum';
import { CircuitBreaker } from 'statewarden';

const answer = async () => 42;

/** Calls an asynchronous function under a circuit breaker, one call after the other. */
const executing = (call) => async (count) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await call();
  if (sum !== 42 * count) throw new Error('calls are missing');
};

/** Each with what comes near to a time window of failures without a time-out. */
const callers = {
  statewarden: () => {
    const breaker = new CircuitBreaker();
    return executing(() => breaker.execute(answer));
  },
  opossum: () => {
    const breaker = new OpossumBreaker(answer, { timeout: false });
    return executing(() => breaker.fire());
  },
  cockatiel: () => {
    const breaker = circuitBreaker(handleAll, {
      halfOpenAfter: 30_000,
      breaker: new ConsecutiveBreaker(5),
    });
    return executing(() => breaker.execute(answer));
  },
};

export const executeBesideOpossum = {
  name: 'breaker, execute, beside opossum',
  ours: callers.statewarden,
  theirs: callers.opossum,
};

export const executeBesideCockatiel = {
  name: 'breaker, execute, beside cockatiel',
  ours: callers.statewarden,
  theirs: callers.cockatiel,
};

/** A check by a property, the least that opossum can do. */
export const checkBesideOpossum = {
  name: 'breaker, check, beside opossum',
  ours: () => {
    const breaker = new CircuitBreaker();
    return counting(() => breaker.isAllowed());
  },
  theirs: () => {
    const breaker = new OpossumBreaker(answer, { timeout: false });
    return counting(() => !breaker.opened);
  },
};

/** A permit and its answer, beside the call of a function that does nothing. */
export const permitBesideCockatiel = {
  name: 'breaker, permit, beside cockatiel',
  ours: () => {
    const breaker = new CircuitBreaker();
    return counting(() => {
      const permit = breaker.tryAcquire();
      permit?.succeed();
      return permit !== undefined;
    });
  },
  theirs: callers.cockatiel,
};

function counting(check) {
  return (count) => {
    let allowed = 0;
    for (let i = 0; i < count; i++) allowed += check() ? 1 : 0;
    if (allowed !== count) throw new Error('a closed circuit refuses');
  };
}
