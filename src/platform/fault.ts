const linesKept = 4

/**
 * What may be logged of an error: its code or name and where it was thrown. Never its message, since a database's
 * message quotes values.
 */
export function faultOf(error: unknown): { code: string; at: string } {
  const { code, name, stack } = (error ?? {}) as { code?: string; name?: string; stack?: string }
  const lines = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  // Our own lines say where to look; those of the driver and of Node only when there are no others.
  const ours = lines.filter((line) => !/node_modules|node:/.test(line))
  const at = (ours.length ? ours : lines).slice(0, linesKept).map(place)
  return { code: code ?? name ?? 'something that is no error', at: at.join(' < ') }
}

/** `async read (file:///somewhere/src/platform/look.ts:36:5)` becomes `read platform/look.ts:36`. */
function place(line: string): string {
  const [, called = '', file = ''] = /at (?:async )?(?:(\S+) )?\(?(?:file:\/\/)?(\S+?):\d+\)?$/.exec(line) ?? []
  return `${called} ${file.replace(/^.*\/(src|demo)\//, '')}`.trim()
}
