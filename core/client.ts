/** Where programs written before the wings look for it; new ones import `core/api/client.js`. */
export * from './api/client.js';
