import type { MakeApp, Readings } from '../../../emulators/make/index.js';
import { ALL_READINGS } from '../../../proof/prove/readings/readings.js';
import { APP } from './make_world.js';
import { STORY_TOLD, tellStory } from './readings_story.js';

test.each(ALL_READINGS)('Make read $name: the app does its jobs', async ({ readings }) => {
  expect(await tellStory(APP, readings)).toEqual(STORY_TOLD);
});

/** The app with a condition more in the first step of Generate an image, which must hold for it to go on. */
function withCondition(condition: string): MakeApp {
  const { generateImage } = APP.modules;
  if (!generateImage) throw new Error('The app has no Generate an image to plant in');
  const planted = { response: { temp: { flag: `{{${condition}}}` }, valid: { condition: '{{temp.flag}}', type: 'DataError', message: 'planted' } } };
  return { ...APP, modules: { ...APP.modules, generateImage: { ...generateImage, communication: [planted, ...generateImage.communication] } } };
}

/** The app, with the poll's reply kept as the collection that it is. */
function withRepliesAsCollections(): MakeApp {
  const { runWorkflow } = APP.modules;
  if (!runWorkflow) throw new Error('The app has no Run a workflow to plant in');
  const planted = runWorkflow.communication.map((step) => {
    if (step.response?.temp?.['seen'] !== undefined) return { response: { temp: { ...step.response.temp, seen: '{{temp.collection}}', timed: '{{createJSON(temp.collection)}}' } } };
    return step.repeat ? { ...step, response: { ...step.response, temp: { ...step.response?.temp, collection: '{{parseJSON(body)}}' } } } : step;
  });
  return { ...APP, modules: { ...APP.modules, runWorkflow: { ...runWorkflow, communication: planted } } };
}

type Plant = readonly [what: string, app: MakeApp, reading: Partial<Readings>];

const PLANTED: readonly Plant[] = [
  ['a comparison with emptystring', withCondition("ifempty(parameters.nothing, emptystring) = ''"), { emptystring: 'object' }],
  ['two emptystrings that are compared', withCondition('emptystring = emptystring'), { emptystring: 'new object' }],
  ['a nought that is told from nothing', withCondition("0 != ''"), { equality: 'loose' }],
  ['an empty part of a split', withCondition("length(split('', ',')) = 1"), { split: 'filled parts' }],
  ['a truth that is compared', withCondition("(1 && 'x') = true"), { logic: 'operand' }],
  ['a number and a text in switch', withCondition("switch(1, '1', 'no', 'yes') = 'yes'"), { switch: 'text' }],
  ['replies kept as collections', withRepliesAsCollections(), { temp: 'merged deeply' }],
];

describe('a dependence on one reading is found', () => {
  test.each(PLANTED.map(([what, app, reading]) => ({ what, app, reading })))('$what', async ({ app, reading }) => {
    expect(await tellStory(app, {})).toEqual(STORY_TOLD);
    const told = await tellStory(app, reading).catch((error: unknown) => String(error));
    expect(told).not.toEqual(STORY_TOLD);
  });
});
