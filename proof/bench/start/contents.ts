import type { ZippedFile } from './build.js';

/** What a zip holds, by where it comes from. */
export interface Share {
  readonly what: string;
  readonly files: number;
  readonly bytes: number;
  readonly zippedBytes: number;
}

/** Groups the files of a zip, the largest group first. */
export function sharesOf(files: readonly ZippedFile[]): Share[] {
  const shares = new Map<string, Share>();
  for (const { name, bytes, zippedBytes } of files) {
    const what = groupOf(name);
    const so = shares.get(what) ?? { what, files: 0, bytes: 0, zippedBytes: 0 };
    shares.set(what, { what, files: so.files + 1, bytes: so.bytes + bytes, zippedBytes: so.zippedBytes + zippedBytes });
  }
  return [...shares.values()].sort((a, b) => b.zippedBytes - a.zippedBytes);
}

function groupOf(name: string): string {
  const inPackage = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1];
  if (inPackage !== undefined) return name.endsWith('/package.json') ? 'package.json of installed packages' : 'Zapier’s runtime and what it needs';
  if (name.startsWith('dist/upload/')) return 'our app, bundled';
  return name;
}

/** What the bundler writes of its work (`dist/upload.json`), as far as it is read here. */
export interface BundleContents {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>>;
}

/** Where a bundle's code comes from, in bytes as they are uploaded. */
export function roomsOf({ outputs }: BundleContents): { readonly room: string; readonly bytes: number }[] {
  const rooms = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [source, { bytesInOutput }] of Object.entries(inputs)) {
      const room = roomOf(source.replace(/^.*node_modules\//, 'node_modules/'));
      if (bytesInOutput > 0) rooms.set(room, (rooms.get(room) ?? 0) + bytesInOutput);
    }
  }
  return [...rooms].map(([room, bytes]) => ({ room, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function roomOf(source: string): string {
  const [room = '', name = ''] = source.split('/');
  if (room === 'node_modules') return name;
  return name === '' ? room : `${room}/`;
}
