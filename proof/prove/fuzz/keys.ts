import fc from 'fast-check';
import { fieldKeyOf, nodeIdOf } from '../../../core/fields/workflow_inputs.js';
import { anyCharacter } from './any_character.js';

const nodeId = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('_', '-', '2', 'd', 'f', '0', '1', 'é', '😀', ' ', '{', '.'), maxLength: 20 }),
);

export const keys = [
  {
    name: 'field key of a node, there and back',
    property: fc.property(nodeId, (id) => {
      const key = fieldKeyOf(id);
      if (!/^input_\w*$/.test(key)) throw new Error(`${key} is no field key`);
      if (nodeIdOf(key) !== id) throw new Error(`${key} reads back as ${nodeIdOf(key)}`);
    }),
  },
  {
    name: 'two nodes never share a field key',
    property: fc.property(nodeId, nodeId, (a, b) => {
      if (a !== b && fieldKeyOf(a) === fieldKeyOf(b)) throw new Error(`Both are ${fieldKeyOf(a)}`);
    }),
  },
];
