/** As many as keep a program and its database on two cores busy; more would wait for one another. */
const atOnce = 6

/** Does the work on each, some at once, begun in the order given. Throws the first error, when all begun work has ended. */
export async function sideBySide<T, R>(each: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const waiting = each.entries()
  let failed = false
  const worker = async () => {
    for (const [place, one] of waiting) {
      if (failed) return
      try {
        done[place] = await work(one)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  const first = ended.find((end) => end.status === 'rejected')
  if (first) throw first.reason
  return done
}
