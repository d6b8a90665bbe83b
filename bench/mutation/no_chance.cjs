// The same cases for every mutant, in every run; and a mutant that fails is found out, however short its counterexample.
const fc = require('fast-check');

fc.configureGlobal({ seed: 20260320, endOnFailure: true });
