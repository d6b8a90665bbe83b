import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProviderName } from '../../core/providers/job.js';
import type { Recorded } from '../../emulators/providers/http/serve.js';

/** Where the providers' own documents are; they stand outside this project and are not copied into it. */
export function contractsFolder(): string {
  const folder = process.env['WIREFLOW_CONTRACTS'];
  if (folder === undefined || !existsSync(path.join(folder, 'bfl.openapi.json'))) throw new Error('The providers’ contracts are not here: name their folder in WIREFLOW_CONTRACTS.');
  return path.resolve(folder);
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One provider's OpenAPI document as a judge of what was sent and answered. */
export class Contract {
  readonly #ajv = newAjv();
  readonly #judges = new Map<string, ValidateFunction>();
  readonly #document: Document;

  constructor(
    readonly provider: ProviderName,
    folder: string,
    /** What the document's paths leave out at the front. */
    readonly base: string,
  ) {
    // Replicate's "hidden" is one of two kinds of version, and a string as the other is: as written, no reply could pass.
    const text = readFileSync(path.join(folder, `${provider}.openapi.json`), 'utf8').replace(/("version":\s*\{\s*)"oneOf"/g, '$1"anyOf"');
    this.#document = JSON.parse(text) as Document;
    this.#ajv.addSchema(this.#document, provider);
  }

  /** What is wrong with a request, a sentence each. */
  requestFaults({ method, url, body }: Recorded): string[] {
    const found = this.#operation(method, url);
    if (found === null) return [`${method} ${url} is in no contract`];
    const schema = found.operation.requestBody?.content['application/json']?.schema;
    if (schema === undefined) return [];
    const sent: unknown = JSON.parse(body);
    const known = this.#propertiesOf(schema);
    const unknown = known === null ? [] : Object.keys(sent as object).filter((key) => !known.has(key));
    return [...this.#faults(found.pointer('requestBody/content/application~1json/schema'), sent), ...unknown.map((key) => `${url}: the contract has no field ${key}`)];
  }

  /** What is wrong with a reply; null when the contract says nothing about this status. */
  replyFaults({ method, url, status, reply }: Recorded): string[] | null {
    const found = this.#operation(method, url);
    if (found === null) return [`${method} ${url} is in no contract`];
    if (found.operation.responses[String(status)]?.content?.['application/json']?.schema === undefined) return null;
    return this.#faults(found.pointer(`responses/${status}/content/application~1json/schema`), JSON.parse(reply));
  }

  #operation(method: string, url: string) {
    const asked = url.split('?')[0]?.slice(this.base.length) ?? '';
    for (const [template, operations] of Object.entries(this.#document.paths)) {
      const operation = operations[method.toLowerCase()];
      // A model's name holds a slash at DeepInfra.
      const pattern = new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{model_name\}/g, '.+').replace(/\{[^}]+\}/g, '[^/]+')}$`);
      if (operation === undefined || !pattern.test(asked)) continue;
      const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
      return { operation, pointer: (rest: string) => `${this.provider}#/paths/${escaped}/${method.toLowerCase()}/${rest}` };
    }
    return null;
  }

  #propertiesOf(schema: object): Set<string> | null {
    const name = '$ref' in schema ? String(schema.$ref).split('/').at(-1) : undefined;
    const whole = this.#document as unknown as { components: { schemas: Record<string, { properties?: object }> } };
    const properties = name === undefined ? (schema as { properties?: object }).properties : whole.components.schemas[name]?.properties;
    return properties === undefined ? null : new Set(Object.keys(properties));
  }

  #faults(ref: string, value: unknown): string[] {
    const judge = this.#judges.get(ref) ?? this.#ajv.compile({ $ref: ref });
    this.#judges.set(ref, judge);
    return faultsOf(judge, value, ref);
  }
}

interface ModelSchema {
  readonly properties: object;
  readonly $defs: { readonly Output: object };
}

/** The schemas of Replicate's models, as a judge of inputs and outputs. */
export class ModelSchemas {
  readonly #ajv = newAjv();
  readonly #judges = new Map<string, { readonly schema: ModelSchema; readonly input: ValidateFunction; readonly output: ValidateFunction }>();

  constructor(readonly folder: string) {}

  inputFaults(model: string, input: object): string[] {
    const { schema, input: judge } = this.#judgeOf(model);
    const unknown = Object.keys(input).filter((key) => !(key in schema.properties));
    return [...faultsOf(judge, input, model), ...unknown.map((key) => `${model} has no field ${key}`)];
  }

  outputFaults(model: string, output: unknown): string[] {
    return faultsOf(this.#judgeOf(model).output, output, model);
  }

  #judgeOf(model: string) {
    const known = this.#judges.get(model);
    if (known !== undefined) return known;
    const schema = JSON.parse(readFileSync(path.join(this.folder, 'replicate-models', `${model}.schema.json`), 'utf8')) as ModelSchema;
    const judge = { schema, input: this.#ajv.compile(schema), output: this.#ajv.compile(schema.$defs.Output) };
    this.#judges.set(model, judge);
    return judge;
  }
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv;
}

function faultsOf(validate: ValidateFunction, value: unknown, what: string): string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${what}: ${instancePath} ${message}`);
}
