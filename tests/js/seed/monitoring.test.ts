import { createSupervisedMachine, RootSupervisor } from 'statewarden';
import { createMachine } from 'xstate';

afterEach(() => {
  RootSupervisor.resetInstance();
  jest.restoreAllMocks();
});

it('runs the code of "Monitoring and Debugging"', () => {
  const logged = jest.spyOn(console, 'log').mockImplementation();
  RootSupervisor.getInstance({ circuitBreaker: true });
  const myActor = createSupervisedMachine('myActor', createMachine({}));
  const failure = new Error('broken');
  myActor.reportError(failure);

  // Get health metrics
  const healthMetrics = myActor.getHealthMetrics();

  console.log('Actor status:', healthMetrics.status);
  console.log('Error count:', healthMetrics.errorCount);
  console.log('Restart count:', healthMetrics.restartCount);
  console.log('Last error:', healthMetrics.lastError?.message);
  console.log('Uptime:', healthMetrics.uptime);

  // Get error history from root supervisor
  const errorHistory = RootSupervisor.getInstance().getErrorHistory();
  console.log('System-wide errors:', errorHistory);

  // Check circuit breaker state
  const circuitState = RootSupervisor.getInstance().getCircuitBreakerState();
  console.log('Circuit breaker state:', circuitState);

  expect(logged.mock.calls).toEqual([
    ['Actor status:', 'unhealthy'],
    ['Error count:', 1],
    ['Restart count:', 0],
    ['Last error:', 'broken'],
    ['Uptime:', 0],
    ['System-wide errors:', [expect.objectContaining({ actorId: 'myActor', error: failure })]],
    ['Circuit breaker state:', 'closed'],
  ]);
});
