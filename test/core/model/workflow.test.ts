import fc from 'fast-check';
import { namesInList, toldApart, type Workflow, type WorkflowInput } from '../../../core/model/workflow.js';

const named = (...labels: string[]): WorkflowInput[] => labels.map((label, index) => ({ nodeId: `n${index}`, label, type: 'text', required: false, description: null, default: null, choices: [] }));
const labels = (inputs: WorkflowInput[]) => toldApart(inputs).map(({ label }) => label);

describe('inputs whose labels look alike', () => {
  test.each([
    [['Photo', 'Prompt'], ['Photo', 'Prompt']], [['Photo', 'photo ', 'Prompt'], ['Photo (1)', 'photo (2)', 'Prompt']], [['Café', 'Cafe\u0301'], ['Café (1)', 'Cafe\u0301 (2)']],
    [['Photo', 'Photo', 'Photo (1)'], ['Photo (3)', 'Photo (2)', 'Photo (1)']], [['A', 'B', 'A', 'B'], ['A (1)', 'B (1)', 'A (2)', 'B (2)']],
  ])('%j are shown as %j', (given, shown) => expect(labels(named(...given))).toEqual(shown)); // prettier-ignore

  test('one input that is described twice is one', () => expect(labels([...named('Photo'), ...named('Photo')])).toEqual(['Photo', 'Photo']));

  test('end up under labels that all differ, also where an editor cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a (1)', 'a (2)', 'x'.repeat(80), `${'x'.repeat(80)}y`, 'b'), { maxLength: 8 }), (given) => {
        const cut = labels(named(...given)).map((label) => label.slice(0, 64).toLowerCase());
        expect(new Set(cut).size).toBe(given.length);
      }),
    );
  });
});

test('workflows of one name are shown with their IDs, what is off as such, and the others as they are called', () => {
  const list = [['cm1', 'Posters', true], ['cm2', ' posters', false], ['cm3', 'Avatars', true], ['cm4', 'Drafts', false]] as const;
  const workflows = list.map(([id, name, isActive]): Workflow => ({ id, name, isActive, webhookId: null, lastExecutedAt: null, updatedAt: null }));
  expect([...namesInList(workflows).values()]).toEqual(['Posters (cm1)', 'posters (cm2) (inactive)', 'Avatars', 'Drafts (inactive)']);
});
