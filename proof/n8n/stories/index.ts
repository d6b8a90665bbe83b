import type { Story } from '../stories.js';
import { neverTwiceStories } from './never_twice.js';
import { operationStories } from './operations.js';
import { stoppedStories } from './stopped.js';

export const STORIES: readonly Story[] = [...neverTwiceStories, ...stoppedStories, ...operationStories];
