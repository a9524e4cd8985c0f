/** SQL for an instant inside JSON: ISO 8601 text in UTC, as the program has instants everywhere. */
export const iso = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
