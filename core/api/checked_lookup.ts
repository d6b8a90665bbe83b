import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isPrivateAddress } from './safe_link.js';

/** What `net.connect` asks for the addresses of a name. */
export type Lookup = (
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
) => void;

/** The name leads to a private network. */
class PrivateAddress extends Error {
  readonly code = 'ERR_PRIVATE_ADDRESS';
}

/**
 * Resolves a name as the connection itself does, and refuses it when any of its addresses is private. The connection is
 * made to what was checked, so a name that answers differently the second time leads nowhere.
 */
export const checkedLookup: Lookup = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(new PrivateAddress('The name leads to a private network'), '');
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
