/**
 * Returns a function that sends an actor the same event `count` times. Each one is compiled by
 * itself, as a loop in a program would be: in a loop that both sides share, the call of `send` is
 * slowed down by the shapes of the other side's actors.
 */
export function sending(actor, event) {
  const make = new Function(
    'actor',
    'event',
    'return (count) => { for (let i = 0; i < count; i++) actor.send(event); };',
  );
  return make(actor, event);
}
