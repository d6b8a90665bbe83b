/**
 * Words that say that an account is empty, in small letters. Services say it under whatever status they like (docs/providers.md,
 * "Errors"): a 400, a refused key's 401, a limit's 429.
 */
export const CREDIT_WORDS = [
  'positive balance',
  'payment required',
  '(insufficient|not[ _-]?enough|too[ _-]?few|out[ _-]?of|no|low)[ _-]?(remaining |more |account )?(credit|balance|funds|quota)',
  '(credit|balance|funds)s?( balance)? (is |are |has been |have been )?(too low|exhausted|depleted|used up|insufficient)',
  'exceeded your current quota',
].join('|');

const PATTERN = new RegExp(`\\b(${CREDIT_WORDS})`, 'i');

/** Whether somebody else's words say that an account has no credit left. */
export function saysNoCredit(words: string): boolean {
  return PATTERN.test(words);
}

const TOO_MUCH = /\b(too[ _-]many ((failed|api|login) )?(requests|attempts|calls)|rate[ _-]?limit|throttl|(quota|limit)s?[ _-]((is|was|has been|have been) )?(exceeded|reached|hit|exhausted)|exceed(s|ed)?( (your|the|its))?( \w+){0,3} (quota|limit))/i;

/** Whether words or codes say that more was asked for than is allowed at a time; some services say it under a 403, as if a key were bad. */
export function saysTooMuch(words: string): boolean {
  return TOO_MUCH.test(words);
}

const THE_ACCOUNT = '(account|organi[sz]ation|team|membership|subscription|plan|trial|billing)';
/** Advice about a refused key says the contrary: “Make sure your account is active and has not expired.” */
const NOT_SERVED = new RegExp(`\\b(upgrade (your|the|to)(?! ((a|the) )?(newer|newest|latest|api|client|sdk|library|app)\\b)|${THE_ACCOUNT} (is |was |has |has been |period )*(expired|inactive|not (yet |currently )?active|ended|over|cancell?ed|paused|suspended|disabled|deactivated|locked|blocked|restricted|past due)|past[ _-]due|unpaid|overdue)`, 'i');

/** Whether words say that an account is not served as it stands: its plan, its bill, or itself, and not its key. */
export function saysNotServed(words: string): boolean {
  return NOT_SERVED.test(words);
}
