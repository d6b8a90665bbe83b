/** Stands for the global object in the bundle: what a library keeps there stays with us. */
export const ownGlobals = {};
