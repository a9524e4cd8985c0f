/** What is measured against others: one round of it, which gives its figure. */
export interface Contender {
  name: string
  round: () => Promise<number>
}

export interface Measured {
  median: number
  /** The lowest and the highest round. */
  low: number
  high: number
}

/**
 * Measures contenders in turn, round after round, so that what the machine does meanwhile falls on all alike. The first
 * round warms up and does not count.
 */
export async function interleaved(contenders: readonly Contender[], rounds = 7): Promise<Record<string, Measured>> {
  const figures = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++) {
    for (const { name, round: measure } of contenders) {
      const figure = await measure()
      if (round > 0) figures.get(name)!.push(figure)
    }
  }
  return Object.fromEntries([...figures].map(([name, each]) => [name, summary(each)]))
}

export function summary(figures: readonly number[]): Measured {
  const sorted = [...figures].sort((a, b) => a - b)
  return { median: medianOf(sorted), low: sorted[0]!, high: sorted.at(-1)! }
}

function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
