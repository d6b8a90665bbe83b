/** Where programs written before the wings look for it; new ones import `core/api/media_upload.js`. */
export * from './api/media_upload.js';
