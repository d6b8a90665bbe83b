/** What a new app is called and looks like; the owner can change all of it in Make (docs/make-publishing.md). */
export const LISTING = {
  label: 'Wireflow',
  description: 'AI image workflows: start them, wait for their images, and use the images in your scenarios.',
  theme: '#5B4BDB',
  language: 'en',
  audience: 'global',
  private: true,
} as const;
