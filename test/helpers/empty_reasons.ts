/** What services write for "no error", each in place of one. */
export const EMPTY_REASONS: readonly unknown[] = [
  false, true, '', ' ', null, 0, {}, [], 'null', 'NULL', 'None', 'none.', 'nil', 'undefined', 'false', 'true', '0', '-', 'N/A', 'NaN', 'OK', 'Success', 'No error', 200, '{}', '[]', 'null ',
  { message: null, code: null }, { code: 0, message: '' }, { code: '0', message: 'None' }, { code: 200, message: 'OK' }, { error: false }, { error: { message: 'null' } }, [{}], [null], [{ message: null }], { errors: [] },
];
