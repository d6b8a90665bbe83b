/** Colours that belong together: the sky from top to horizon, the light, and the land from far to near. */
export interface Palette {
  sky: readonly [string, string, string];
  light: string;
  land: readonly [string, string];
  accents: readonly [string, string, string];
}

export const PALETTES: readonly Palette[] = [
  { sky: ['#1b1f4b', '#7a4a8f', '#ffb385'], light: '#fff0d0', land: ['#c9688a', '#1a1436'], accents: ['#ff8a65', '#ffd08a', '#8e6bd1'] },
  { sky: ['#0c3b5c', '#2f8fa3', '#f7e6b5'], light: '#fffbe6', land: ['#5fb0a5', '#08263a'], accents: ['#ffd166', '#5ed0c0', '#2b7fb8'] },
  { sky: ['#2b1055', '#a6416f', '#ffc36b'], light: '#fff3c4', land: ['#d4577a', '#200a3a'], accents: ['#ff5d8f', '#ffc857', '#7b4bd6'] },
  { sky: ['#0d1b3e', '#3e5ca8', '#f2b7c6'], light: '#ffeef2', land: ['#7f86c9', '#0b1430'], accents: ['#f48fb1', '#90b4ff', '#c7b8ff'] },
  { sky: ['#123524', '#4f8a5b', '#f4e3a1'], light: '#fffbd6', land: ['#7fae66', '#0c2618'], accents: ['#f2b84b', '#9bd18b', '#3f8f79'] },
  { sky: ['#3a0f1f', '#b23a48', '#fcb9a2'], light: '#fff1e4', land: ['#d8635b', '#2a0b17'], accents: ['#ff9f80', '#ffd4a8', '#8a2c55'] },
  { sky: ['#10243f', '#5b7ca3', '#f6d6b8'], light: '#fff7ea', land: ['#a58c86', '#142033'], accents: ['#e9a178', '#9fc2e6', '#d9c4a3'] },
  { sky: ['#151a30', '#255f85', '#67e0c2'], light: '#eafff6', land: ['#2f9c95', '#0a1226'], accents: ['#67e0c2', '#4aa3f0', '#b58cff'] },
];
