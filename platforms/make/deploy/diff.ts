import { structuredPatch } from 'diff';
import { parse, type ParseError } from 'jsonc-parser';
import { Redactor } from '../../../core/api/redact.js';
import { haveOneOutline } from '../listing/icon.js';
import { LISTING } from '../listing/listing.js';
import type { MakeApi } from './api.js';
import type { AppFolder, Component, ComponentKind } from './app_folder.js';
import { factsOf, type Facts } from './plan.js';
import { hasChecksum, readRemote, type Checksums, type Remote } from './remote.js';
import { SECTIONS, type Section } from './sections.js';
import type { Target } from './target.js';

const KINDS = ['connection', 'rpc', 'module'] as const satisfies readonly ComponentKind[];
/** Lines around a difference. */
const CONTEXT = 2;
const LONGEST_LINE = 200;
/** In the listing of an app, what its owner may change in Make. */
const LISTED = ['label', 'description', 'theme', 'language', 'audience'] as const;
/** What Make's API calls an app for the whole world. */
const AUDIENCES = new Map<unknown, string>([[true, 'global'], [false, 'countries']]);

export interface DiffOptions {
  readonly folder: AppFolder;
  readonly icon: Uint8Array;
  readonly api: MakeApi;
  readonly target: Target;
  readonly print: (line: string) => void;
}

/**
 * Shows what is different in Make, section by section, as a person reads it: lines with `-` stand here, lines with `+`
 * stand in Make, where somebody may have changed them. Nothing is changed. Texts in another layout that say the same are
 * told as such.
 *
 * @returns how many parts differ
 * @throws Error with one sentence where Make has no such app or can not be asked
 */
export async function showDifferences({ folder, icon, api, target, print }: DiffOptions): Promise<number> {
  const remote = await readRemote(api, target, folder.manifest);
  if (!remote.exists) throw new Error(`Make has no app ${target.app} with version ${target.version} for this token.`);
  const at = `/${target.app}/${target.version}`;
  const hide = new Redactor([target.token]);
  let count = 0;
  const report = (what: string, lines: readonly string[]) => {
    count += 1;
    print(what);
    for (const line of lines) print(`  ${hide.words(line).slice(0, LONGEST_LINE)}`);
  };

  const section = async (what: string, { route, checksum }: Section, file: string | null, checksums: Checksums, address: string) => {
    if (file === null || hasChecksum(checksums, checksum, folder.text(file))) return;
    const there = await api.bytes(`${address}/${route}`);
    const lines = there === null ? ['is not in Make'] : differences(folder.text(file), new TextDecoder().decode(there));
    report(`${what}: ${route}  (${file})`, lines.length === 0 ? ['says the same in another layout'] : lines);
  };

  const listing = differingFacts(LISTING, await listingOf(api, at));
  if (listing.length > 0) report('app: listing', listing);
  if (remote.icon === null || !(await haveOneOutline(icon, remote.icon))) report('app: icon', [remote.icon === null ? 'is not in Make' : 'has another outline in Make']);
  for (const [key, file] of Object.entries(folder.manifest.generalCodeFiles)) await section('app', SECTIONS.app[key] as Section, file, remote.app, at);
  for (const kind of KINDS) {
    for (const [id, component] of Object.entries(folder.manifest.components[kind])) {
      const known = remote.components[kind].get(id);
      if (known === undefined) {
        report(`${kind} ${id}: “${component.label}”`, ['is not in Make']);
        continue;
      }
      const address = kind === 'connection' ? `/connections/${known.name}` : `${at}/${kind}s/${id}`;
      const facts = differingFacts(withNames(factsOf(kind, component), remote), await factsInMake(api, kind, address));
      if (facts.length > 0) report(`${kind} ${id}`, facts);
      for (const [key, file] of codeFilesOf(component)) await section(`${kind} ${id}`, SECTIONS[kind][key] as Section, file, known.checksums, address);
    }
  }
  for (const stranger of remote.strangers) report(stranger, ['is in Make only']);
  print(count === 0 ? 'Make holds what the folder holds.' : `\nParts that differ: ${count}. Lines with - stand here, lines with + in Make.`);
  return count;
}

function codeFilesOf({ codeFiles }: Component): [string, string | null][] {
  return Object.entries(codeFiles);
}

/** A text as its lines are compared: JSON in one layout, everything else as it is. */
function linesOf(text: string): string {
  const errors: ParseError[] = [];
  const value = parse(text, errors, { allowTrailingComma: true }) as unknown;
  return errors.length > 0 || value === undefined ? text : JSON.stringify(value, null, 4);
}

function differences(here: string, there: string): string[] {
  const { hunks } = structuredPatch('', '', linesOf(here), linesOf(there), undefined, undefined, { context: CONTEXT });
  return hunks.flatMap(({ lines }, index) => [...(index === 0 ? [] : ['…']), ...lines.filter((line) => !line.startsWith('\\'))]);
}

function differingFacts(here: Readonly<Record<string, unknown>>, there: Readonly<Record<string, unknown>>): string[] {
  const differing = Object.entries(there).filter(([key, value]) => key in here && (here[key] ?? null) !== (value ?? null));
  return differing.flatMap(([key, value]) => [`-${key}: ${String(here[key])}`, `+${key}: ${String(value)}`]);
}

async function listingOf(api: MakeApi, at: string): Promise<Readonly<Record<string, unknown>>> {
  const { app = {} } = ((await api.get(at)) ?? {}) as { readonly app?: Readonly<Record<string, unknown>> };
  const given = { ...app, ...('global' in app ? { audience: AUDIENCES.get(app['global']) } : {}) } as Readonly<Record<string, unknown>>;
  return Object.fromEntries(LISTED.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]));
}

/** What Make says of a component beside its texts; its reply is named after the kind. */
async function factsInMake(api: MakeApi, kind: ComponentKind, address: string): Promise<Readonly<Record<string, unknown>>> {
  const reply = ((await api.get(address)) ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  return reply[{ connection: 'appConnection', rpc: 'appRpc', module: 'appModule' }[kind]] ?? {};
}

function withNames(facts: Facts, remote: Remote): Facts {
  const named = (value: Facts[string] | undefined) => (typeof value === 'string' ? (remote.components.connection.get(value)?.name ?? value) : (value ?? null));
  return { ...facts, ...('connection' in facts ? { connection: named(facts['connection']), altConnection: named(facts['altConnection']) } : {}) };
}
