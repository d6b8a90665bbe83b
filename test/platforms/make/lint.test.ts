import { appFiles } from '../../../platforms/make/app_files.js';
import { lint, RULES } from '../../../platforms/make/lint/index.js';

const FRESH = appFiles();

type Edit = (content: never) => void;

/** A fresh emission, with one fault planted into one of its files. */
function withFault(path: string, edit: Edit): Map<string, string> {
  const files = new Map(FRESH);
  const text = files.get(path);
  if (text === undefined) throw new Error(`There is no ${path} to plant a fault in`);
  const content: unknown = JSON.parse(text);
  edit(content as never);
  return files.set(path, JSON.stringify(content));
}

const MANIFEST = 'makecomapp.json';
const ofModule = (name: string, part = 'communication') => `modules/${name}/${name}.${part}.iml.json`;

type Step = { url?: string; repeat?: Record<string, unknown>; headers?: Record<string, unknown>; response: Record<string, unknown> & { error: Record<string, { type: string }>; valid: Record<string, unknown> } };
type Manifest = { components: { module: Record<string, Record<string, unknown>> } };

const steps = (edit: (steps: Step[]) => void): Edit => (content: Step[]) => edit(content);
const inManifest = (edit: (modules: Record<string, Record<string, unknown>>) => void): Edit => ({ components }: Manifest) => edit(components.module);

const at = (list: readonly Step[], has: (step: Step) => unknown): Step => list.find(has) as Step;

const PLANTED: readonly (readonly [rule: string, fault: string, path: string, edit: Edit])[] = [
  ['imlIsReadable', 'broken IML', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/workflows/{{encodeURL(}}'))],
  ['imlIsReadable', 'braces that stay open', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/workflows/{{temp.run'))],
  ['imlIsReadable', 'a function that does not exist', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{object(temp.run)}}'))],
  ['imlIsReadable', 'a missing argument', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{ifempty(temp.run)}}'))],
  ['imlIsReadable', 'a field that does not exist', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{parameters.executionId}}'))],
  ['imlIsReadable', 'a note that nothing makes', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{temp.nothing}}'))],
  ['imlIsReadable', 'an unknown variable', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{webhook.id}}'))],
  ['imlIsReadable', 'a key without a connection', ofModule('generate-image'), steps((list) => void (at(list, ({ url }) => url).headers = { 'x-key': '{{connection.apiKey}}' }))],
  ['holdsUnderEveryReading', 'a comparison with an empty text', ofModule('get-execution'), steps((list) => void (list[1]!.url = "/workflows/{{if(temp.reply = '', 1, 2)}}"))],
  ['holdsUnderEveryReading', 'the word emptystring', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/workflows/{{ifempty(temp.reply, emptystring)}}'))],
  ['holdsUnderEveryReading', 'an address that is escaped twice', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/workflows/{{encodeURL(temp.reply)}}'))],
  ['holdsUnderEveryReading', 'trigger data that the panel may lack', ofModule('watch-executions'), ((step: { pagination: { condition: string } }) => void (step.pagination.condition = '{{now > data.lastDate}}')) as Edit],
  ['holdsUnderEveryReading', 'a reply kept as a collection while it is asked again', ofModule('run-workflow'), steps((list) => void ((at(list, ({ repeat }) => repeat).response as unknown as { temp: Record<string, string> }).temp['reply'] = '{{body}}'))],
  ['expressionsAreShort', 'an expression that nobody can read', ofModule('get-execution'), steps((list) => void (list[1]!.url = `/{{temp.run${' + temp.run'.repeat(20)}}}`))],
  ['expressionsAreShort', 'a table of errors that nobody can read', 'general/base.iml.json', ((base: Step) => void ((base.response.error['404'] as Record<string, string>)['message'] = `[{{statusCode}}] {{temp.said${' + temp.said'.repeat(20)}}}`)) as Edit],
  ['expressionsAreShort', 'a reading of a provider’s reply that nobody can read', ofModule('get-bfl-image'), steps((list) => void ((at(list, ({ repeat }) => repeat).response as unknown as { temp: Record<string, string> }).temp['word'] = `{{temp.reply${' + temp.reply'.repeat(15)}}}`))],
  ['expressionsAreShort', 'a condition of pages that grows', ofModule('list-workflows'), ((content: Step | Step[]) => [content].flat().forEach((step) => void Object.assign(step, { pagination: { condition: `{{temp.seen${' + temp.seen'.repeat(54)}}}` } }))) as Edit],
  ['expressionsAreShort', 'an output of the trigger that grows', ofModule('watch-executions'), ((step: Step) => void ((step.response['output'] as Record<string, string>)['image_url'] = `{{temp.list${' + temp.list'.repeat(83)}}}`)) as Edit],
  ['filesExist', 'a file that is not there', MANIFEST, inManifest((modules) => void ((modules['getExecution']!['codeFiles'] as Record<string, string>)['samples'] = 'modules/get-execution/get-execution.nothing.iml.json'))],
  ['filesExist', 'a module without an interface', MANIFEST, inManifest((modules) => void delete (modules['getExecution']!['codeFiles'] as Record<string, string>)['interface'])],
  ['idsAreAllowed', 'two capitals in a row', MANIFEST, inManifest((modules) => void (modules['getAWorkflow'] = modules['getExecution']!))],
  ['idsAreAllowed', 'a reserved word', MANIFEST, inManifest((modules) => void (modules['delete'] = modules['getExecution']!))],
  ['referencesResolve', 'an RPC that does not exist', ofModule('estimate-run', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['options'] = 'rpc://nobody')) as Edit],
  ['referencesResolve', 'an RPC without a key to ask it with', ofModule('generate-image', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['options'] = 'rpc://listWorkflows')) as Edit],
  ['referencesResolve', 'an unknown connection', MANIFEST, inManifest((modules) => void (modules['getExecution']!['connection'] = 'oauth'))],
  ['referencesResolve', 'a module that names no connection', MANIFEST, inManifest((modules) => void delete modules['getExecution']!['connection'])],
  ['groupsHoldEachModuleOnce', 'a module in no group', 'modules/groups.json', ((groups: { modules: string[] }[]) => void groups[0]!.modules.pop()) as Edit],
  ['groupsHoldEachModuleOnce', 'an unknown module in a group', 'modules/groups.json', ((groups: { modules: string[] }[]) => void groups[0]!.modules.push('nobody')) as Edit],
  ['wordsFollowTheGuide', 'a module without a label', MANIFEST, inManifest((modules) => void delete modules['getExecution']!['label'])],
  ['wordsFollowTheGuide', 'a label in another form', MANIFEST, inManifest((modules) => void (modules['watchExecutions']!['label'] = 'New executions'))],
  ['wordsFollowTheGuide', 'a description that commands', MANIFEST, inManifest((modules) => void (modules['getExecution']!['description'] = 'Return an execution'))],
  ['wordsFollowTheGuide', 'a field without a label', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void delete params[0]!['label']) as Edit],
  ['wordsFollowTheGuide', 'a help that does not end', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['help'] = 'The ID')) as Edit],
  ['wordsFollowTheGuide', 'a description of another form', MANIFEST, inManifest((modules) => void (modules['downloadImage']!['description'] = 'Fetches an image.'))],
  ['wordsFollowTheGuide', 'a label with a unit', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['label'] = 'Wait (in s)')) as Edit],
  ['wordsFollowTheGuide', 'a label of a sentence', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['label'] = 'If it is not there')) as Edit],
  ['wordsFollowTheGuide', 'a connection that speaks of modules', 'connections/api-key/api-key.communication.iml.json', ((step: Step) => void ((step.response.error['404'] as unknown as { message: string }).message = '[{{statusCode}}] The module is tried again by itself.')) as Edit],
  ['groupsHoldEachModuleOnce', 'a trigger among others', 'modules/groups.json', ((groups: { modules: string[] }[]) => void groups[1]!.modules.unshift(groups[0]!.modules.pop()!)) as Edit],
  ['groupsHoldEachModuleOnce', 'a group for one module', 'modules/groups.json', ((groups: { modules: string[] }[]) => void groups[1]!.modules.push(groups[2]!.modules.pop()!)) as Edit],
  ['groupsHoldEachModuleOnce', 'what makes before what reads', 'modules/groups.json', ((groups: { modules: string[] }[]) => void groups[1]!.modules.reverse()) as Edit],
  ['parametersAreUsable', 'a field without a name', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void delete params[0]!['name']) as Edit],
  ['parametersAreUsable', 'a required field that is hidden', ofModule('get-execution', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['advanced'] = true)) as Edit],
  ['parametersAreUsable', 'a trigger with mapped fields', ofModule('watch-executions', 'mappable-params'), ((params: unknown[]) => void params.push({ name: 'x', type: 'text', label: 'X' })) as Edit],
  ['limitsAreAskedFor', 'a search whose limit is not last', ofModule('list-workflows', 'mappable-params'), ((params: unknown[]) => void params.reverse()) as Edit],
  ['limitsAreAskedFor', 'a trigger that hands out too much at once', ofModule('watch-executions', 'static-params'), ((params: Record<string, unknown>[]) => void (params.at(-1)!['default'] = 100)) as Edit],
  ['kindsKeepToTheirForm', 'an action that iterates', ofModule('get-execution'), steps((list) => void (list[1]!.response['iterate'] = '{{body}}'))],
  ['kindsKeepToTheirForm', 'a trigger without an epoch', MANIFEST, inManifest((modules) => void delete (modules['watchExecutions']!['codeFiles'] as Record<string, string>)['epoch'])],
  ['waitsEndInTime', 'a wait without an end', ofModule('run-workflow'), steps((list) => void delete at(list, ({ repeat }) => repeat).repeat!['limit'])],
  ['waitsEndInTime', 'a wait that is longer than Make allows', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).repeat!['limit'] = 400))],
  ['waitsEndInTime', 'a wait that looks too often', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).repeat!['delay'] = 1000))],
  ['waitsEndInTime', 'a wait that looks at no clock', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).repeat!['condition'] = "{{temp.status = 'running'}}"))],
  ['waitsEndInTime', 'modules that end after 40 s', 'general/common.json', ((common: Record<string, unknown>) => void delete common['timeout']) as Edit],
  ['startsAreNotRepeated', 'a limit while waiting that starts the execution again', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).response.error['429']!.type = 'RateLimitError'))],
  ['startsAreNotRepeated', 'a broken start that is repeated', ofModule('generate-image'), steps((list) => void (at(list, ({ url }) => url).response.error['502']!.type = 'ConnectionError'))],
  ['startsAreNotRepeated', 'a check after the start that repeats it', ofModule('generate-image'), steps((list) => void (list.filter(({ response }) => response.valid).at(-1)!.response.valid['type'] = 'ConnectionError'))],
  ['errorsAreComplete', 'a status without an entry', ofModule('generate-image'), steps((list) => void delete (at(list, ({ url }) => url).response.error as Record<string, unknown>)['429'])],
  ['errorsAreComplete', 'a request that notes nothing for the errors of the base', ofModule('get-execution'), steps((list) => void delete (at(list, ({ url }) => url).response as unknown as { temp: Record<string, unknown> }).temp['wait'])],
  ['startsAreNotRepeated', 'a start with the errors of the base', ofModule('generate-image'), steps((list) => void delete (at(list, ({ url }) => url).response as { error?: unknown }).error)],
  ['errorsAreComplete', 'a message without the status', 'general/base.iml.json', ((base: Step) => void ((base.response.error['404'] as Record<string, string>)['message'] = 'Not found')) as Edit],
  ['keysStayHome', 'a provider’s key on its way to another host', ofModule('generate-bfl-image'), steps((list) => void (at(list, ({ headers }) => headers?.['x-key']).url = 'https://api.bfl.ai.evil.test/v1/{{temp.model}}'))],
  ['keysStayHome', 'a provider’s key on its way to another provider', ofModule('generate-replicate-image'), steps((list) => void (at(list, ({ headers }) => headers?.['authorization']).url = 'https://api.deepinfra.com/v1/models'))],
  ['keysStayHome', 'a provider’s key on its way to wherever a reply says', ofModule('get-bfl-image'), steps((list) => void (at(list, ({ headers }) => headers?.['x-key']).url = '{{temp.look_path}}'))],
  ['startsAreNotRepeated', 'a purchase that is repeated after a server’s fault', ofModule('generate-deepinfra-image'), steps((list) => void (at(list, ({ url }) => url?.includes('/inference/')).response.error['500']!.type = 'ConnectionError'))],
  ['startsAreNotRepeated', 'a purchase that is repeated after words that promise nothing', ofModule('generate-bfl-image'), steps((list) => void (at(list, ({ url }) => url?.startsWith('https://api.bfl.ai')).response.error['503']!.type = "{{if(temp.said, 'ConnectionError', 'DataError')}}"))],
  ['startsAreNotRepeated', 'a look after a purchase that repeats it', ofModule('generate-replicate-image'), steps((list) => void (at(list, ({ repeat }) => repeat).response.error['429']!.type = 'RateLimitError'))],
  ['startsAreNotRepeated', 'a look after a start that Make reads', ofModule('run-workflow'), steps((list) => void delete at(list, ({ repeat }) => repeat).response['type'])],
  ['startsAreNotRepeated', 'a purchase whose reply Make reads', ofModule('generate-bfl-image'), steps((list) => void (at(list, ({ url }) => url?.startsWith('https://api.bfl.ai')).response['type'] = 'json'))],
  ['keysStayHome', 'a key that goes along where a reply points', ofModule('get-bfl-image'), steps((list) => void delete (at(list, ({ headers }) => headers?.['x-key']) as { followRedirects?: boolean }).followRedirects)],
  ['keysStayHome', 'a key in the log', 'general/base.iml.json', ((base: { log: unknown }) => void (base.log = { sanitize: [] })) as Edit],
  ['keysStayHome', 'a key in the connection’s log', 'connections/api-key/api-key.communication.iml.json', ((step: { log: unknown }) => void (step.log = undefined)) as Edit],
  ['keysStayHome', 'a key for any host', ofModule('make-api-call'), ((step: Step) => void (step.url = 'https://www.wireflow.ai{{parameters.url}}')) as Edit],
  ['keysStayHome', 'a key in the base', 'general/base.iml.json', ((base: Step) => void (base.headers = { authorization: 'Bearer {{connection.apiKey}}' })) as Edit],
  ['keysStayHome', 'a key from a module that has none', ofModule('download-image'), steps((list) => void (at(list, ({ url }) => url).headers!['Authorization'] = 'Bearer x'))],
  ['noSecretsInside', 'a key in a sample', ofModule('get-execution', 'samples'), ((sample: Record<string, unknown>) => void (sample['message'] = `${'sk'}-0000fake0000`)) as Edit],
  ['noSecretsInside', 'a webhook in a help', ofModule('generate-image', 'mappable-params'), ((params: Record<string, unknown>[]) => void (params[0]!['help'] = `${'whk'}_fake0000.`)) as Edit],
  ['datesAreParsed', 'a date as it came', ofModule('get-execution'), steps((list) => void ((list.at(-1)!.response['output'] as Record<string, string>)['started_at'] = '{{temp.run.startedAt}}'))],
  ['datesAreParsed', 'a date that was noted as it came', ofModule('get-execution'), steps((list) => void ((list.at(-1)!.response['output'] as Record<string, string>)['finished_at'] = '{{temp.reply}}'))],
  ['datesAreParsed', 'an example that is no date', ofModule('watch-executions', 'samples'), ((sample: Record<string, unknown>) => void (sample['started_at'] = 'yesterday')) as Edit],
  ['outputsAreDescribed', 'an example of nothing', ofModule('get-execution', 'samples'), ((sample: Record<string, unknown>) => void (sample['message'] = null)) as Edit],
  ['outputsAreDescribed', 'an example that is an expression', ofModule('get-execution', 'samples'), ((sample: Record<string, unknown>) => void (sample['status'] = '{{item.status}}')) as Edit],
  ['outputsAreDescribed', 'an output that the interface lacks', ofModule('get-execution', 'interface'), ((items: unknown[]) => void items.pop()) as Edit],
  ['outputsAreDescribed', 'a promise that is not kept', ofModule('get-execution', 'interface'), ((items: unknown[]) => void items.push({ name: 'x', type: 'text', label: 'X' })) as Edit],
  ['outputsAreDescribed', 'a sample of its own', ofModule('get-execution', 'samples'), ((sample: Record<string, unknown>) => void (sample['x'] = 1)) as Edit],
  ['outputsAreDescribed', 'a type for fields only', ofModule('get-execution', 'interface'), ((items: Record<string, unknown>[]) => void (items[0]!['type'] = 'select')) as Edit],
  ['imlIsReadable', 'braces that close nothing', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/workflows/run}}'))],
  ['imlIsReadable', 'two values side by side', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{temp.run temp.run}}'))],
  ['imlIsReadable', 'a sign where a value is needed', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{encodeURL(, temp.run)}}'))],
  ['imlIsReadable', 'an expression that ends too early', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{temp.run +}}'))],
  ['imlIsReadable', 'a sign that IML lacks', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{temp.run ? 1 : 2}}'))],
  ['imlIsReadable', 'a call without its arguments', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/{{encodeURL()}}'))],
  ['groupsHoldEachModuleOnce', 'the universal module before others', 'modules/groups.json', ((groups: unknown[]) => void groups.reverse()) as Edit],
  ['wordsFollowTheGuide', 'a module without a description', MANIFEST, inManifest((modules) => void delete modules['getExecution']!['description'])],
  ['wordsFollowTheGuide', 'a universal module in words of its own', MANIFEST, inManifest((modules) => void (modules['makeApiCall']!['description'] = 'Calls anything.'))],
  ['parametersAreUsable', 'a field of the connection that Make uses itself', 'connections/api-key/api-key.params.iml.json', ((params: Record<string, unknown>[]) => void (params[0]!['name'] = 'accountName')) as Edit],
  ['parametersAreUsable', 'a field that stands there twice', ofModule('get-execution', 'mappable-params'), ((params: unknown[]) => void params.push(params[0])) as Edit],
  ['limitsAreAskedFor', 'a search that does not use its limit', ofModule('list-workflows'), ((content: Step | Step[]) => void delete [content].flat().at(-1)!.response['limit']) as Edit],
  ['kindsKeepToTheirForm', 'a search that iterates nothing', ofModule('list-workflows'), ((content: Step | Step[]) => [content].flat().forEach((step) => {
    delete step.response['iterate'];
    delete (step as { pagination?: unknown }).pagination;
  })) as Edit],
  ['waitsEndInTime', 'a wait without a pause', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).repeat!['delay'] = 0))],
  ['waitsEndInTime', 'a check beside a wait', ofModule('run-workflow'), steps((list) => void (at(list, ({ repeat }) => repeat).response.valid = { condition: true, type: 'DataError' }))],
  ['startsAreNotRepeated', 'a table of one type that repeats the start', ofModule('generate-image'), steps((list) => void (at(list, ({ url }) => url).response.error = { type: 'ConnectionError', message: 'x' } as never))],
  ['errorsAreComplete', 'a connection without a table', 'connections/api-key/api-key.communication.iml.json', ((step: { response: { error?: unknown } }) => void delete step.response.error) as Edit],
  ['errorsAreComplete', 'a table without a message for the rest', ofModule('generate-image'), steps((list) => void delete (at(list, ({ url }) => url).response.error as Record<string, unknown>)['message'])],
  ['errorsAreComplete', 'a limit of another type', 'general/base.iml.json', ((base: Step) => void (base.response.error['429']!.type = 'ConnectionError')) as Edit],
  ['keysStayHome', 'a base at another address', 'general/base.iml.json', ((base: { baseUrl: string }) => void (base.baseUrl = 'https://example.com')) as Edit],
  ['keysStayHome', 'a key in an address', ofModule('get-execution'), steps((list) => void (list[1]!.url = '/x?key={{connection.apiKey}}'))],
  ['outputsAreDescribed', 'an output without a label', ofModule('get-execution', 'interface'), ((items: Record<string, unknown>[]) => void delete items[0]!['label']) as Edit],
  ['outputsAreDescribed', 'an output that nothing is known of', ofModule('get-execution'), steps((list) => void (list.at(-1)!.response['output'] = '{{body}}'))],
];

describe('the linter', () => {
  test('finds nothing wrong with the app', () => {
    expect(lint(FRESH)).toEqual([]);
  });

  test.each(PLANTED)('%s finds %s', (rule, _fault, path, edit) => {
    expect(lint(withFault(path, edit)).map((fault) => fault.rule)).toContain(rule);
  });

  test('has a planted fault for every rule', () => {
    expect([...new Set(PLANTED.map(([rule]) => rule))].sort()).toEqual(Object.keys(RULES).sort());
  });

  test('finds a file that nothing names', () => {
    expect(lint(new Map([...FRESH, ['notes.txt', '']]))).toEqual([{ rule: 'filesExist', where: 'notes.txt', problem: 'is there and not named in makecomapp.json' }]);
  });
});
