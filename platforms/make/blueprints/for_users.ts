import type { ErrorType } from '../format/component.js';
import type { Filter, Scenario } from './blueprint.js';
import { ours } from './own_modules.js';
import { eachOf, formAnswer, mail, newRows, putIntoDrive } from './other_modules.js';

/** A scenario for people to import, with what only they can say. */
export interface UserScenario extends Scenario {
  /** What has to be there before. */
  readonly needs: string;
  /** What to choose after the import, module by module; each says what happens otherwise where that costs something. */
  readonly choose: readonly string[];
}

const NAME = '{{1.`0`}}';
const PROMPT = '{{1.`1`}}';
/** The same for the same row with the same prompt, whatever repeats it, and another as soon as the prompt is. */
const ROW_ID = '{{1.`__SPREADSHEET_ID__`}}-{{1.`__SHEET__`}}-{{1.`__ROW_NUMBER__`}}-{{md5(1.`1`)}}';
const SHEET = 'A Google sheet with headings in its first row: column A the name of the image, column B the prompt.';
const CHOOSE_SHEET = '**New rows**: your Google connection, the spreadsheet and the sheet.';
const CHOOSE_FOLDER = '**Put it into a folder**: your Google connection and the folder.';
const CHOOSE_CONNECTION = '**Download an image**: the same Wireflow connection.';
const PROMPT_IS_MAPPED = 'The prompt is mapped already, under *Show advanced settings*; where the workflow shows a required input for it, map the prompt there too.';
const CAP = 'Set *Maximum credits* there: an execution that would cost more is then not started.';

/** Lets pass what has all the values. Whether an empty text exists is nowhere said, so both are asked for. */
function filledIn(name: string, ...values: readonly string[]): Filter {
  return { name, conditions: [values.flatMap((a) => [{ a, o: 'exist' }, { a, o: 'text:notequal', b: '' }])] };
}

/** New row of a sheet, image, file in a folder. */
const sheetToDrive: UserScenario = {
  file: 'sheet-to-drive.json',
  name: 'Wireflow: images for the rows of a sheet',
  description: 'Makes an image from the prompt in each new row of a Google sheet, and puts it into a folder of Google Drive.',
  needs: SHEET,
  choose: [CHOOSE_SHEET, `**Run a workflow**: a Wireflow connection with an API key, and the workflow. ${PROMPT_IS_MAPPED} ${CAP}`, CHOOSE_CONNECTION, CHOOSE_FOLDER],
  steps: [
    newRows(2),
    ours('runWorkflow', { wf_wait: true, wf_run_id: ROW_ID, wf_prompt: PROMPT }, { left: ['wf_workflow'], filter: filledIn('The prompt is filled in', PROMPT) }),
    ours('downloadImage', { url: '{{2.image_url}}', file_name: NAME }),
    putIntoDrive({ filename: '{{3.fileName}}', data: '{{3.data}}' }),
  ],
};

/** Answer of a form, image, mail. */
const formToMail: UserScenario = {
  file: 'form-to-mail.json',
  name: 'Wireflow: an image for each answer of a form',
  description: 'Makes an image from the prompt that somebody sends with a form, and mails it to them.',
  needs: 'A form that sends its answers to a webhook address as `prompt`, `email` and `id`. The `id` must be another one for each answer: the same one within 24 hours gives the same image again.',
  choose: [
    '**A form is sent**: add a webhook, give its address to the form, and send the form once so that Make learns its fields.',
    `**Run a workflow**: a Wireflow connection with an API key, and the workflow. ${PROMPT_IS_MAPPED} ${CAP} Whoever can send the form spends your credits.`,
    CHOOSE_CONNECTION,
    '**Mail it**: your Gmail connection, and the words of the mail.',
  ],
  isInstant: true,
  steps: [
    formAnswer(),
    ours('runWorkflow', { wf_wait: true, wf_run_id: '{{1.id}}', wf_prompt: '{{1.prompt}}' }, { left: ['wf_workflow'], filter: filledIn('The form is complete', '{{1.id}}', '{{1.prompt}}', '{{1.email}}') }),
    ours('downloadImage', { url: '{{2.image_url}}' }),
    mail({ to: '{{1.email}}', subject: 'Your image is ready', html: '<p>Here is the image that you asked for.</p>', filename: '{{3.fileName}}', data: '{{3.data}}' }),
  ],
};

/** Many rows: started here, and collected by the next one. */
const batchStart: UserScenario = {
  file: 'batch-start.json',
  name: 'Wireflow: start a batch from a sheet',
  description: 'Starts an execution for each new row of a Google sheet and does not wait for it. The scenario “collect a batch” takes the images.',
  needs: `${SHEET} Import \`batch-collect.json\` first, and switch it on: it begins with the executions that end from then on.`,
  choose: [`${CHOOSE_SHEET} *Limit* is how many rows are started at a time.`, `**Run a workflow**: a Wireflow connection with an API key, and the workflow. ${PROMPT_IS_MAPPED} ${CAP}`],
  steps: [newRows(10), ours('runWorkflow', { wf_wait: false, wf_run_id: ROW_ID, wf_prompt: PROMPT }, { left: ['wf_workflow'], filter: filledIn('The prompt is filled in', PROMPT) })],
};

const batchCollect: UserScenario = {
  file: 'batch-collect.json',
  name: 'Wireflow: collect a batch',
  description: 'Puts all images of every execution that has completed into a folder of Google Drive.',
  needs: 'Nothing else.',
  choose: [
    '**Watch executions**: a Wireflow connection with an API key, *Choose where to start* › *From now on*, and the workflow, or none for all. *Limit* is how many executions are taken at a time.',
    '**Get an execution** and **Download an image**: the same Wireflow connection.',
    CHOOSE_FOLDER,
    'Failed executions are not collected: a second scenario with *Status* › *Failed* tells of them.',
  ],
  steps: [
    ours('watchExecutions', { status: 'completed', limit: 10 }),
    // A list of executions may come without their images.
    ours('getExecution', { execution_id: '{{1.execution_id}}' }),
    eachOf('{{2.image_urls}}'),
    ours('downloadImage', { url: '{{3.value}}' }),
    // The links of two images may end alike.
    putIntoDrive({ filename: '{{1.execution_id}}-{{3.__IMTINDEX__}}-{{4.fileName}}', data: '{{4.data}}' }),
  ],
};

/** The same, with another provider where Wireflow's credits are gone. */
const goOnElsewhere: UserScenario = {
  file: 'sheet-to-drive-out-of-credits.json',
  name: 'Wireflow: images for the rows of a sheet, also without credits',
  description: 'As “images for the rows of a sheet”; where Wireflow says that its credits are gone, Black Forest Labs makes the image with your own key.',
  needs: `${SHEET} A key of Black Forest Labs.`,
  choose: [
    CHOOSE_SHEET,
    `**Run a workflow**: a Wireflow connection with an API key, and the workflow. ${PROMPT_IS_MAPPED} ${CAP}`,
    '**Generate an image with Black Forest Labs**, on the route below it: a connection with your key. *Tier* says what an image costs. It knows no *Only Once ID*: look there before you run an incomplete execution of it again.',
    'The filter before it must let pass `OutOfSpaceError` alone: after other errors an execution may have started, and the image would be paid twice. How a filter names the kind of an error is written as we expect it, and was not tried in an account: open it, and map the error’s type where Make shows another name. A wrong name lets nothing pass, so nothing is bought.',
    CHOOSE_CONNECTION,
    CHOOSE_FOLDER,
  ],
  steps: [
    newRows(2),
    ours('runWorkflow', { wf_wait: true, wf_run_id: ROW_ID, wf_prompt: PROMPT }, {
      left: ['wf_workflow'],
      filter: filledIn('The prompt is filled in', PROMPT),
      onFailure: {
        steps: [
          ours('generateBflImage', { tier: 'final', prompt: PROMPT, wait: true, download: false }, {
            filter: { name: 'Too few credits, and nothing else', conditions: [[{ a: '{{2.error.type}}', o: 'text:equal', b: 'OutOfSpaceError' satisfies ErrorType }]] },
          }),
        ],
        resume: { image_url: '{{201.image_url}}' },
      },
    }),
    ours('downloadImage', { url: '{{2.image_url}}', file_name: NAME }),
    putIntoDrive({ filename: '{{3.fileName}}', data: '{{3.data}}' }),
  ],
};

/** What a person imports into Make to begin with. Each start has its Only Once ID, so what failed can be taken up again. */
export const USER_SCENARIOS: readonly UserScenario[] = [sheetToDrive, goOnElsewhere, formToMail, batchStart, batchCollect].map((scenario) => ({ ...scenario, keepsWhatFailed: true }));
