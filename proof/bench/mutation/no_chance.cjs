// The same cases for every mutant, in every run; and a mutant that fails is found out, however short its counterexample.
const fc = require('fast-check');

// Where a test lets the number of cases be chosen.
process.env.FUZZ_RUNS ??= '200';
fc.configureGlobal({ seed: 20260320, endOnFailure: true });
