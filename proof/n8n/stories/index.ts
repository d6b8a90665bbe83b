import type { Story } from '../stories.js';
import { editorStories } from './editor.js';
import { exampleStories } from './examples.js';
import { hostStories } from './host.js';
import { limitStories } from './limits.js';
import { neverTwiceStories } from './never_twice.js';
import { operationStories } from './operations.js';
import { panelStories } from './panels.js';
import { providerStories } from './providers.js';
import { reportStories } from './reports.js';
import { stoppedStories } from './stopped.js';
import { triggerStories } from './trigger.js';

export const STORIES: readonly Story[] = [...hostStories, ...editorStories, ...panelStories, ...exampleStories, ...neverTwiceStories, ...providerStories, ...reportStories, ...limitStories, ...stoppedStories, ...triggerStories, ...operationStories];
