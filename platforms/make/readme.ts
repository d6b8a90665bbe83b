import { LONGEST_WAIT_S } from './wait.js';

/** The page that Make shows in the app's documentation tab. */
export const readme = `# Wireflow

Run the AI image workflows of [Wireflow](https://www.wireflow.ai) and use the images in your scenarios.

## Connect

Create an API key under **Settings > API Keys** in Wireflow, with the scopes \`workflows:read\`, \`workflows:execute\`,
\`executions:read\` and \`usage:read\`, and paste it into a new connection. The connection is tested by listing your
workflows, which is free. **Generate an image** and **Download an image** need no connection.

## Make an image and go on with it

1. **Run a workflow**: choose the workflow and fill in its inputs. **Wait for result** is on: the module waits up to ${LONGEST_WAIT_S} seconds.
2. **Download an image**: map **First image URL**. It gives the file for modules such as Google Drive, WordPress or Instagram.

A run that takes longer (a video, a long chain) comes back with the status \`running\` and its **Execution ID**. Pass the
ID to **Wait for an execution**, or let **Watch executions** start another scenario when the run has ended.

Without an API key: **Generate an image** with the workflow's webhook URL starts the run; **Watch executions** in a
scenario with a key brings the images.

## Status

\`queued\` and \`running\` mean that the run goes on. \`completed\`, \`failed\`, \`cancelled\` and \`timed_out\` are final.
Failed runs cost nothing.

## Spend no more than you want

**Maximum credits** in **Run a workflow** asks for the price first and starts nothing that would cost more.
**Run ID** (a row or order ID) makes sure that the same run is not paid twice within 24 hours.
**Estimate a run** and **Get the credit balance** tell prices and credits without starting anything.

The webhook URL is a secret: whoever has it can spend your credits.
`;
