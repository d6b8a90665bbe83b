export const MOST_PORT = 65_535;

const WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'That port is taken. Choose another with --port.',
  EACCES: 'That port is kept for the system. Choose one from 1024 on with --port.',
};

/** Why a server could not listen on the port that was named, as a sentence; null for any other error. */
export function whyNotOnPort({ code = '' }: NodeJS.ErrnoException): string | null {
  return WORDS[code] ?? null;
}
