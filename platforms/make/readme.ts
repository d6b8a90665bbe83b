import { LONGEST_WAIT_S } from './wait.js';

/** The page that Make shows in the app's documentation tab. */
export const readme = `# Wireflow

Run the AI image workflows of [Wireflow](https://www.wireflow.ai) and use the images in your scenarios.

## Connect

Create an API key under **Settings > API Keys** in Wireflow, with the scopes \`workflows:read\`, \`workflows:execute\`,
\`executions:read\` and \`usage:read\`, and \`workflows:write\` for **Upload an image**, and paste it into a new connection. The connection is tested by listing your
workflows, which is free.

**Generate an image** needs no API key: its connection, **Wireflow webhook**, is the webhook URL of one workflow, from the
workflow's **Settings > Webhook**. It is kept like a password and stands in no blueprint.

## Modules

- *Triggers*: **Watch executions**
- *Workflows*: **Search workflows**, **Estimate an execution**, **Generate an image**, **Run a workflow**
- *Executions*: **Get an execution**, **Wait for an execution**
- *Images*: **Download an image**, **Upload an image**
- *Other providers*: **Generate an image with …**, **Get an image from …**
- *Other*: **Get the credit balance**, **Make an API call**

## Make an image and go on with it

1. **Run a workflow**: choose the workflow and fill in its inputs. **Wait for result** is on: the module waits up to ${LONGEST_WAIT_S} seconds.
2. **Download an image**: map **First image URL**. It gives the file for modules such as Google Drive, WordPress or Instagram.

An execution that takes longer (a video, a long chain) comes back with the status \`running\` and its **Execution ID**. Pass the
ID to **Wait for an execution**, or let **Watch executions** start another scenario when the execution has ended, and **Get an
execution** give its images there, since a list may come without them.

Without an API key: **Generate an image** with a webhook connection starts the execution; **Watch executions**, then
**Get an execution**, in a scenario with a key brings the images.

## Status

\`queued\` and \`running\` mean that the execution goes on. \`completed\`, \`failed\`, \`cancelled\` and \`timed_out\` are final.
Wireflow says that failed executions cost nothing; parts that had finished may have been paid.

## Spend no more than you want

**Maximum credits** in **Run a workflow** asks for the price first and starts nothing that would cost more.
**Only Once ID** (a row or order ID) asks Wireflow to give the same execution again within 24 hours, and not to charge it twice. Try
it once with two runs under one ID: Wireflow's pages promise it for another of its calls, and say nothing of this one.
**Break**, a retried incomplete execution and a repeated scenario run start the whole module again. Fill in **Only Once ID** in
**Run a workflow** before you use them, or switch **Wait for result** off and put Break on **Wait for an execution**, which
starts nothing. **Generate an image** has no Only Once ID: leave Break off there.

Many rows at once: a scenario run ends after 40 minutes, on the Free plan after 5. Switch **Wait for result** off and let
**Watch executions**, then **Get an execution**, pick the images up.

A workflow that takes images is not started while one of them is empty: it would use, and charge for, its author's sample.
**Upload an image** turns a file of an earlier module into a link for it.

**Estimate an execution** and **Get the credit balance** tell prices and credits without starting anything.

## Another provider

With your own key of Black Forest Labs, DeepInfra or Replicate, **Generate an image with …** buys an image there, for example in an
error route of **Run a workflow** once your credits are gone: let the route go on only after \`OutOfSpaceError\`, because after
other errors an execution may have started. The module gives the file at once, since the links die within minutes. A job that
outlived its wait is found again with **Get an image from …** and its *Job address*. Leave **Break** off there: these providers know no
Only Once ID. **Maximum cost** holds the list price against what you want to spend. Each run of the module makes one image: put an
Iterator or a Repeater before it for several.

`;
