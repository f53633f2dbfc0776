// Lets the facade plug in the host that the bridge asks.
Module['setHost'] = (host) => {
  statewardenHost = host;
};
