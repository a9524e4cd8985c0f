const LONGEST_CLOSING_MS = 45_000

/**
 * Runs `close` once, on Ctrl-C, SIGTERM, SIGHUP or when the starter that holds our other end has gone, and then ends the
 * process: 0 when closing went well, 1 when it failed or took more than 45 seconds. Call it before anything is opened,
 * so that a stop during the start closes what is open by then. Later signals change nothing while it closes.
 * Gives what does the same at a time of our own, with the exit code of such an end.
 */
export function whenToldToStop(close: (why: string) => Promise<void>): (why: string, exitCode: number) => void {
  let stopping = false
  const stop = async (why: string, exitCode = 0) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), LONGEST_CLOSING_MS).unref()
    try {
      await close(why)
      process.exit(exitCode)
    } catch (error) {
      console.error('Onetown did not close cleanly:', error)
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  // Without a starter there is no channel, and the event never comes.
  process.on('disconnect', () => void stop('the starter is gone'))
  process.channel?.unref()
  return (why, exitCode) => void stop(why, exitCode)
}

export interface Life {
  /** Keeps what closes a part for the end, the last first, and gives it, for a part that is closed before. */
  willClose(close: () => Promise<unknown>): () => Promise<unknown>
  /** Closes everything and ends the process. */
  end(why: string, exitCode: number): void
}

/**
 * The life of a program: `work` opens its parts and gives an exit code, or none if the program then stays. What `work`
 * throws and what nobody caught goes to `failed`, and the program closes with exit code 1: nobody knows what such a
 * thing left half-done in this process.
 */
export function live(work: (life: Life) => Promise<number | undefined>, failed: (error: unknown) => void): void {
  const toClose: (() => Promise<unknown>)[] = []
  let isEnding = false
  const end = whenToldToStop(async () => {
    isEnding = true
    // Work that is under way soon fails on what is closed under it; what it opened meanwhile is closed then.
    do {
      for (const close of toClose.splice(0).reverse()) await close()
      await working.catch(() => {})
    } while (toClose.length)
  })
  const fail = (error: unknown) => {
    if (isEnding) return
    failed(error)
    end('a fault', 1)
  }
  const willClose = (close: () => Promise<unknown>) => {
    let closing: Promise<unknown> | undefined
    const once = () => (closing ??= close())
    toClose.push(once)
    if (isEnding) throw new Error('the program is ending')
    return once
  }
  // An unhandled rejection arrives here too.
  process.on('uncaughtException', fail)
  const working = work({ willClose, end })
  working.then((exitCode) => exitCode === undefined || end('done', exitCode), fail)
}
