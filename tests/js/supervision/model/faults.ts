/**
 * Where the core is known to do something else than it should: the model does the same while a fault
 * is true here. Whoever mends one deletes it, and the branch that asks for it.
 */
export const faults = {
  /**
   * A child that had ended, or that is temporary, and that is to come back with its supervisor, stays
   * down if an elder sibling that it waits for fails to start first: the retry of that one is a group
   * restart, in which such children stay down.
   */
  forgetsWhoWasDue: true,
  /** A significant child that had ended counts as ended while it is about to come back. */
  overlooksWhoIsDue: true,
  /** A child supervisor that fails while a group is started is not waited for, as an actor is. */
  goesOnWithoutSupervisors: true,
  /**
   * Under rest-for-one, a failure behind a child that cannot start ends the waiting of all who wait for
   * that child, also of those between the two.
   */
  startsWhoWaits: true,
  /**
   * What a failed actor has invoked runs on while a group restart without back-off, which it has caused,
   * waits for an elder sibling that cannot start.
   */
  leavesWreckage: true,
};
