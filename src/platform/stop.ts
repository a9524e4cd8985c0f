const LONGEST_CLOSING_MS = 45_000

/**
 * Runs `close` once, on Ctrl-C, SIGTERM, SIGHUP or when the starter that holds our other end has gone, and then ends the
 * process: 0 when closing went well, 1 when it failed or took more than 45 seconds. Call it before anything is opened,
 * so that a stop during the start closes what is open by then. Later signals change nothing while it closes.
 */
export function whenToldToStop(close: (why: string) => Promise<void>) {
  let stopping = false
  const stop = async (why: string) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), LONGEST_CLOSING_MS).unref()
    try {
      await close(why)
      process.exit(0)
    } catch (error) {
      console.error('Onetown did not close cleanly:', error)
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  // Without a starter there is no channel, and the event never comes.
  process.on('disconnect', () => void stop('the starter is gone'))
  process.channel?.unref()
}
