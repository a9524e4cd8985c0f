import type { Log } from './town.ts'

/** One line an event: the time, the level, a sentence without personal data, and ids or counts as JSON. */
export function openLog(stream: NodeJS.WritableStream = process.stderr): Log {
  const line = (level: string) => (message: string, about?: Record<string, string | number | boolean>) => {
    stream.write(`${new Date().toISOString()} ${level} ${message}${about ? ` ${JSON.stringify(about)}` : ''}\n`)
  }
  return { info: line('info'), error: line('error') }
}
