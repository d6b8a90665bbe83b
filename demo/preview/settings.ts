import type { EmulatorKeys, Plan, Profile } from '../../emulators/wireflow/index.js';
import { FAULTS } from './faults.js';

/** What the person who previews has switched. */
export interface Settings {
  readonly profile: Profile;
  readonly plan: Plan;
  /** Which of the emulator's keys is connected; `none` for a connection without one. */
  readonly key: keyof EmulatorKeys | 'none';
  /** What goes wrong in the next run; a key of `FAULTS`. */
  readonly fault: string;
  /** How fast time passes, for the app and for the service. */
  readonly speed: number;
}

export const DEFAULTS: Settings = { profile: 'superset', plan: 'enterprise', key: 'full', fault: 'none', speed: 1 };

/** The switches as the page shows them. */
export const SWITCHES: Readonly<Record<keyof Settings, { readonly label: string; readonly choices: Readonly<Record<string, string>> }>> = {
  key: {
    label: 'Connection',
    choices: {
      full: 'a key that may do everything', none: 'no key (webhook only)', readOnly: 'a key that may only read', noExecute: 'a key that may not start', noExecutions: 'a key that may not see executions',
      noUsage: 'a key that may not see credits', expired: 'an expired key', unknown: 'an unknown key', malformed: 'a malformed key',
    },
  },
  profile: { label: 'Replies', choices: { superset: 'all shapes at once', article: 'as the article shows them', docs: 'as the docs show them', modern: 'as the skill shows them' } },
  plan: { label: 'Plan', choices: { free: 'Free', starter: 'Starter', pro: 'Pro', enterprise: 'Enterprise' } },
  fault: { label: 'In the next run goes wrong', choices: Object.fromEntries(Object.entries(FAULTS).map(([key, { label }]) => [key, label])) },
  speed: { label: 'Time', choices: { 1: 'as it passes', 10: '10 times as fast', 60: '60 times as fast' } },
};

/** Reads the switches of a form; what is no choice stays as it was. */
export function readSettings(form: Readonly<Record<string, unknown>>, current: Settings): Settings {
  const chosen = (name: keyof Settings): string => {
    const given = String(form[name] ?? '');
    return Object.hasOwn(SWITCHES[name].choices, given) ? given : String(current[name]);
  };
  return { profile: chosen('profile') as Profile, plan: chosen('plan') as Plan, key: chosen('key') as Settings['key'], fault: chosen('fault'), speed: Number(chosen('speed')) };
}
