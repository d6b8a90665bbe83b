/** Both nodes in one bundle: what they share of the core is there once. */
export { Wireflow } from '../nodes/Wireflow/Wireflow.node.js';
export { WireflowTrigger } from '../nodes/Wireflow/WireflowTrigger.node.js';
