/** Where to deploy to. The token comes from the environment alone, and goes nowhere but into Make's own header. */
export interface Target {
  /** Base of Make's API, such as `https://eu1.make.com/api`. */
  readonly apiUrl: string;
  /** The app's name in Make, such as `wireflow-abc123`. */
  readonly app: string;
  readonly version: number;
  readonly token: string;
}

/** Zones of make.com and of Make for enterprises, by their full host or without the domain. */
const ZONE = /^[a-z]{2}\d(?:\.make\.(?:com|celonis\.com))?$/;
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/;
/** Make's rule for app names (schema of makecomapp.json). */
const APP = /^[a-z][0-9a-z-]+[0-9a-z]$/;

/**
 * @param environment `MAKE_API_TOKEN`, `MAKE_ZONE` (such as `eu1.make.com`), `MAKE_APP`, and `MAKE_APP_VERSION` (1)
 * @returns null when none of them is set: then there is nobody to compare with
 * @throws Error that names what is missing or wrong, never its value
 */
export function targetFrom(environment: Readonly<Record<string, string | undefined>>): Target | null {
  const [token, zone, app] = ['MAKE_API_TOKEN', 'MAKE_ZONE', 'MAKE_APP'].map((name) => environment[name]?.trim() ?? '');
  if (!token && !zone && !app) return null;
  const missing = Object.entries({ MAKE_API_TOKEN: token, MAKE_ZONE: zone, MAKE_APP: app }).filter(([, value]) => !value);
  if (!token || !zone || !app) throw new Error(`Set ${missing.map(([name]) => name).join(' and ')} as well, or none of them to see the plan for a new app.`);
  const site = zoneHost(zone);
  if (!APP.test(app)) throw new Error('MAKE_APP must be the app’s name as it stands in its address in Make: small letters, digits and dashes.');
  const version = Number(environment['MAKE_APP_VERSION'] ?? 1);
  if (!Number.isInteger(version) || version < 1) throw new Error('MAKE_APP_VERSION must be a whole number from 1.');
  return { apiUrl: `${site}/api`, app, version, token };
}

/**
 * @param zone as `MAKE_ZONE` holds it
 * @returns what a person opens in that zone, such as `https://eu1.make.com`
 * @throws Error where it is no zone of Make
 */
export function zoneHost(zone: string): string {
  if (LOOPBACK.test(zone)) return zone;
  if (!ZONE.test(zone)) throw new Error('MAKE_ZONE must be a zone of Make, such as eu1.make.com.');
  return `https://${zone.includes('.') ? zone : `${zone}.make.com`}`;
}
