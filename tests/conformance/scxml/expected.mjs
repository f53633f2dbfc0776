/**
 * What each test of the framework shall do, by its group: `alsoInXState` and `beyondXState` pass, and
 * XState's own suite runs the former only; `notSupported` fail, for a reason. `run/expectations.mjs`
 * reads it.
 */
export const expected = {
  actionSend: {
    alsoInXState: `send1 send2 send3 send4 send4b send7 send7b send8 send8b send9`,
  },
  assign: {
    beyondXState: `assign_invalid assign_obj_literal`,
  },
  'assign-current-small-step': {
    alsoInXState: `test0 test1 test2 test3 test4`,
  },
  'atom3-basic-tests': {
    beyondXState: `m0 m1 m2 m3`,
  },
  basic: {
    alsoInXState: `basic0 basic1 basic2`,
  },
  'cond-js': {
    alsoInXState: `TestConditionalTransition test0 test1 test2`,
  },
  data: {
    beyondXState: `data_invalid data_obj_literal`,
  },
  'default-initial-state': {
    alsoInXState: `initial1 initial2`,
  },
  delayedSend: {
    alsoInXState: `send1 send2 send3`,
  },
  documentOrder: {
    alsoInXState: `documentOrder0`,
  },
  error: {
    beyondXState: `error`,
  },
  foreach: {
    beyondXState: `test1`,
  },
  hierarchy: {
    alsoInXState: `hier0 hier1 hier2`,
  },
  'hierarchy+documentOrder': {
    alsoInXState: `test0 test1`,
  },
  history: {
    alsoInXState: `history0 history1 history2 history3 history4 history4b history5 history6`,
  },
  'if-else': {
    alsoInXState: `test0`,
  },
  in: {
    alsoInXState: `TestInPredicate`,
  },
  'internal-transitions': {
    alsoInXState: `test0 test1`,
  },
  misc: {
    beyondXState: `deep-initial`,
  },
  'more-parallel': {
    alsoInXState: `
      test0 test1 test10 test10b test2 test2b test3 test3b test4 test5 test6 test6b
      test7 test8 test9
    `,
  },
  'multiple-events-per-transition': {
    alsoInXState: `test1`,
  },
  parallel: {
    alsoInXState: `test0 test1 test2 test3`,
  },
  'parallel+interrupt': {
    alsoInXState: `
      test0 test1 test10 test11 test12 test13 test14 test15 test16 test17 test18 test19
      test2 test20 test21 test21b test21c test22 test23 test24 test25 test27 test28
      test29 test3 test30 test31 test4 test5 test6 test7 test7b test8 test9
    `,
  },
  script: {
    beyondXState: `test0 test1 test2`,
  },
  'script-src': {
    beyondXState: `test0 test1 test2 test3`,
  },
  'scxml-prefix-event-name-matching': {
    beyondXState: `star0 test0 test1`,
  },
  'send-data': {
    beyondXState: `send1`,
  },
  'send-idlocation': {
    beyondXState: `test0`,
  },
  'send-internal': {
    beyondXState: `test0`,
  },
  'targetless-transition': {
    alsoInXState: `test0 test1 test2 test3`,
  },
  'w3c-ecma': {
    alsoInXState: `
      test144 test147 test148 test149 test158 test172 test173 test174 test175 test176
      test185 test186 test187 test189 test190 test191 test192 test193 test200 test201
      test205 test208 test220 test232 test235 test237 test247 test287 test318 test333
      test335 test336 test337 test339 test342 test347 test348 test349 test355 test372
      test375 test377 test387 test396 test399 test403a test403b test403c test404 test405
      test406 test407 test416 test417 test419 test421 test423 test445 test449 test453
      test495 test503 test504 test505 test560 test570
    `,
    beyondXState: `
      test150 test151 test152 test153 test155 test156 test159 test179 test183 test194
      test198 test199 test207 test210 test215 test216 test223 test224 test225 test226
      test228 test236 test239 test240 test241 test242 test243 test244 test245 test252
      test253 test276 test277 test278 test279 test280 test286 test294 test298 test302
      test303-1 test303-2 test303 test304 test307 test309 test310 test311 test312
      test313 test314 test319 test321 test322 test323 test324 test325 test326 test329
      test330 test331 test332 test338 test343 test344 test346 test350 test351 test352
      test354 test364 test376 test378 test388 test401 test402 test409 test411 test412
      test413 test422 test436 test444 test446 test448 test451 test452 test456 test457
      test459 test460 test487 test488 test496 test500 test501 test506 test521 test525
      test527 test528 test529 test530 test533 test550 test551 test552 test553 test554
      test557 test558 test561 test562 test569 test576 test578 test579 test580
    `,
    notSupported: {
      'finalize and autoforward act on an event before transitions are selected; XState has no such step': `
        test229 test230 test233 test234
      `,
      'an actor that is stopped runs no exit actions, as in XState': `test250`,
    },
  },
};
