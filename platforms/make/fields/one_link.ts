import { check, keep } from '../check.js';
import type { Request } from '../format/component.js';
import { call, iml, matches, pattern, without, type Expression } from '../iml/expression.js';

/** Links joined by whatever sign, or by none; a link within a link stands behind one of these (core: one_link.ts). */
const SEVERAL = '[^/=?&:@%]https?:[/][/]|^[[] *"[^"]*" *,';
const MORE_WORDS = '[.](png|jpe?g|webp|gif|avif|heic|svg) +(?!.*[.][a-z0-9]{2,5}$)[^ ]';
const PLACEHOLDER = '[{][{].*[}][}]|[$][{].*[}]|%7B%7B';

const QUAD = '(0|[1-9][0-9]?[0-9]?)';
/** Hosts that only somebody's own network can open (core: safe_link.ts), in parts that can be read. */
const PRIVATE = {
  name: '^[^.[]*$|(^|[.])(localhost|internal|local|lan|home[.]arpa|intranet|corp)$',
  v6: '^[[](?![23][0-9a-f]{3}:)|^[[](2001:(0?db8|[01]?[0-9a-f]{0,2}):|2002:|3fff:)',
  v4: '^(0|10|127|169[.]254|172[.](1[6-9]|2[0-9]|3[01])|192[.](168|0[.][02])|2(2[4-9]|[3-5][0-9]))[.][0-9.]*$',
  v4_shared: '^(100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|198[.]1[89])[.][0-9.]*$',
  v4_reserved: '^(198[.]51[.]100|203[.]0[.]113|192[.](31[.]196|52[.]193|88[.]99|175[.]48))[.][0-9.]*$',
  /** Browsers read these as addresses too: 2130706433, 0x7f.1, 127.1. */
  odd_number: `^(?!(${QUAD}[.]){3}${QUAD}$)(.*[.])?(0x[0-9a-f]*|[0-9]+)$`,
} as const;

const finds = (text: Expression, source: string): Expression => `length(${without(text, source, 'gi')}) < length(${text})`;

/** Whether a text begins as a link does. */
export function isLink(link: Expression): Expression {
  return matches(link, 'https://[^/].*', 'i');
}

/** Whether a text holds more than one link, or a place that was to be filled in. */
export function isMoreThanOne(link: Expression): Expression {
  return `(${finds(link, `${SEVERAL}|${PLACEHOLDER}`)})`;
}

/**
 * The core's checks of a link, with its sentences.
 *
 * @param link a place in `temp`; an empty text is no link, and nothing is wrong with it
 * @param says what the core says to a value that shows each fault
 */
export function linkChecks(link: Expression, says: (value: string) => string): Request[] {
  const host = without(call('lower', link), '^https://([^/?#]*@)?|[/?#].*$', 'g');
  const [A, B] = ['https://a.example/1.png', 'https://a.example/2.png'];
  return [
    check(`!(${finds(link, SEVERAL)})`, says(`${A}, ${B}`)),
    check(`!(${finds(link, MORE_WORDS)})`, says(`${A} and more`)),
    check(`length(${link}) = 0 || ${isLink(link)}`, says('ftp://no')),
    check(`!(${finds(link, PLACEHOLDER)})`, says('https://a.example/{{x}}'), { link_host: iml(host) }),
    keep({ link_host: iml(without('temp.link_host', '[.]?(:[0-9]*)?$')) }),
    keep(Object.fromEntries(Object.entries(PRIVATE).map(([name, source]) => [`host_${name}`, iml(finds('temp.link_host', source))]))),
    check(`length(${link}) = 0 || !(${Object.keys(PRIVATE).map((name) => `temp.host_${name}`).join(' || ')})`, says('https://localhost/a.png')),
  ];
}

/**
 * The checks of the links among a workflow's inputs (core: readFieldLink). Here `http` does as well, and is sent as it is.
 *
 * @param values a place in `temp` that holds the values of such inputs, as a JSON list
 * @param labels what their fields are called
 */
export function linksChecks(values: Expression, labels: Expression): Request[] {
  const problem = (what: string) => `Check ${iml(labels)}: ${what} Map one file link for each from an earlier module; for a list, put an Iterator before this module.`;
  const rest = without(without(values, '"https?:[/][/][^/ "][^"]*"', 'gi'), '[ ,[-^]', 'g');
  const anywhere = (source: string): Expression => `length(${without('temp.link_hosts', source, 'gim')}) < length(temp.link_hosts)`;
  return [
    check(`length(${rest}) = 0 && indexOf(${values}, '[[') < 0`, problem('an image or a link needs to start with https://.')),
    check(`!(${finds(values, '[^"/=?&:@%]https?:[/][/]')})`, problem('one link is taken, and several were given.')),
    // Hosts one below the other, so that the patterns of `PRIVATE` hold for each.
    check(`!(${finds(values, PLACEHOLDER)})`, problem('a link holds a placeholder that was not filled in.'), { line: '\n', link_hosts: iml(without(call('lower', values), '"http:[^"]*"', 'g')) }),
    keep({ link_hosts: iml(call('replace', 'temp.link_hosts', pattern('"https:[/][/]([^/?#"@]*@)?', 'g'), 'temp.line')) }),
    keep({ link_hosts: iml(without(without('temp.link_hosts', '[/?#"].*', 'g'), '^.*')) }),
    keep({ link_hosts: iml(without('temp.link_hosts', '[.]?(:[0-9]*)?$', 'gm')) }),
    keep(Object.fromEntries(Object.entries(PRIVATE).map(([name, source]) => [`hosts_${name}`, iml(anywhere(source))]))),
    check(`!(${Object.keys(PRIVATE).map((name) => `temp.hosts_${name}`).join(' || ')})`, problem('Wireflow can not open a link into a private network.')),
  ];
}
