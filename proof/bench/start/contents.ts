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

/** Where a bundle's code comes from: the bundler puts a line with its path above every source file. */
export function roomsOf(bundles: readonly string[]): { readonly room: string; readonly bytes: number }[] {
  const rooms = new Map<string, number>();
  for (const bundle of bundles) {
    const parts = bundle.split(/^\/\/ ((?:[\w@.-]+\/)*[\w.-]+\.(?:js|ts|json))$/m);
    for (let index = 1; index < parts.length; index += 2) {
      const room = roomOf(parts[index]!);
      rooms.set(room, (rooms.get(room) ?? 0) + Buffer.byteLength(parts[index + 1]!));
    }
  }
  return [...rooms].map(([room, bytes]) => ({ room, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function roomOf(source: string): string {
  const [room = '', name = ''] = source.split('/');
  if (room === 'node_modules') return name;
  return name === '' ? room : `${room}/`;
}
