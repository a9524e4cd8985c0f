const sqliteFull = 13

/** Whether an error says that there is no room on a disk: of the database (disk_full), of the keys, or of a folder. */
export function isFull(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: string; errcode?: number }
  return (
    code === '53100' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    (code === 'ERR_SQLITE_ERROR' && errcode === sqliteFull)
  )
}
