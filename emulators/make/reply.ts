import type { ResponseDirective } from './directives.js';
import { fault } from './fault.js';
import type { HttpReply } from './http.js';
import { MakeError } from './make_error.js';

/**
 * The `body` that expressions see.
 *
 * Without a type the content type decides; Make names JSON, form data, XML and plain text. Guess: other text stays text
 * (an HTML page), everything else stays a file. Guess: a broken JSON stays text on an error status, so that the error
 * table still speaks, and is a DataError elsewhere.
 */
export function parseBody(reply: HttpReply, type: ResponseDirective['type']): unknown {
  const wanted = typeOf(reply, type);
  if (wanted === 'binary') return reply.body;
  const text = reply.body.toString('utf8');
  if (wanted === 'text' || wanted === 'string' || wanted === 'raw') return text;
  if (wanted !== 'json') return fault('response.type', `${wanted} is not known here`);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (reply.status >= 400) return text;
    throw new MakeError('DataError', 'The reply is no JSON.', reply.status);
  }
}

function typeOf(reply: HttpReply, type: ResponseDirective['type'] = 'automatic'): string {
  const chosen = typeof type === 'string' ? type : byStatus(reply.status, type);
  if (chosen !== 'automatic') return chosen;
  const contentType = reply.headers['content-type'] ?? '';
  if (/^application\/json\b/i.test(contentType)) return 'json';
  if (/^text\/(?!xml)/i.test(contentType) || reply.body.length === 0) return 'text';
  if (/xml|urlencoded/i.test(contentType)) return 'xml or form data';
  return 'binary';
}

/** The narrowest range that holds the status wins (Make's documentation of `response.type`). */
function byStatus(status: number, types: Readonly<Record<string, string>>): string {
  const ranges = Object.entries(types).map(([range, type]) => {
    const [from, to] = range === '*' ? [1, 999] : range.split('-').map(Number);
    return { from: from ?? 0, to: to ?? from ?? 0, type };
  });
  const holding = ranges.filter(({ from, to }) => from <= status && status <= to).sort((a, b) => a.to - a.from - (b.to - b.from));
  return holding[0]?.type ?? fault('response.type', `says nothing about the status ${status}`);
}
