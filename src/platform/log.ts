import type { Log } from './town.ts'

/** One line an event: the time, the level, a sentence without personal data, and ids or counts as JSON. */
export function openLog(stream: NodeJS.WritableStream = process.stderr): Log {
  // A log that cannot be written, because its disk is full or nobody reads it any more, ends nothing else.
  stream.on('error', () => {})
  const line = (level: string) => (message: string, about?: Record<string, string | number | boolean>) => {
    stream.write(`${new Date().toISOString()} ${level} ${message}${about ? ` ${JSON.stringify(about)}` : ''}\n`)
  }
  return { info: line('info'), error: line('error') }
}
