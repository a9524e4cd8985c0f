import type { ColumnType } from 'kysely'

/** An instant: read as ISO 8601 text in UTC, written as a Date or such text. */
export type Instant = ColumnType<string, Date | string, Date | string>
/** A day without a time, 'YYYY-MM-DD'. */
export type Day = ColumnType<string, string, string>
/** A count that fits a number. */
export type Count = ColumnType<number, number, number>
