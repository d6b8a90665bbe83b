import { goOnUnread } from '../emulators/wireflow/unread_output.js';

/** Imported first: the spinner's colours are decided when it loads, by the terminal's name and not by whether there is one. */
if (!process.stdout.isTTY) process.env['NO_COLOR'] ??= '1';

// An image that is paid for is saved although nobody reads about it.
goOnUnread();
