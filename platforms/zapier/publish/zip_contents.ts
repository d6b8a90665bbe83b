import AdmZip from 'adm-zip';

const OURS = /^(?:(?:package|definition)\.json|zapierwrapper\.js|dist\/upload\/[\w-]+\.js|node_modules\/.+)$/;

/**
 * What a zip for Zapier holds that no app of ours has. Where a package is missing in the folder that it was built in, the
 * CLI takes it from a `node_modules` further up without a word, and moves the app to a deeper place in the zip.
 */
export const strangersIn = (names: readonly string[]): string[] => names.filter((name) => !OURS.test(name));

/** The names of the files in a zip. */
export const namesIn = (file: string): string[] => new AdmZip(file).getEntries().map(({ entryName }) => entryName);
