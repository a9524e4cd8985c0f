/** A source of chance that gives the same from the same seed, so that a generated town can be made again. */
export interface Chance {
  /** From 0 up to, and not including, 1. */
  next(): number
  /** A whole number from 0 up to, and not including, `below`. */
  below(below: number): number
  pick<T>(from: readonly T[]): T
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name
  /** So many bytes, in hexadecimal. */
  hex(bytes: number): string
  /** A UUIDv7 of an instant (milliseconds since 1970). */
  id(at: number): string
}

/** Opens a source of chance: the generator sfc32, seeded by a whole number. */
export function chanceFrom(seed: number): Chance {
  const draw = sfc32(seed)
  const below = (most: number) => Math.floor((draw() / 2 ** 32) * most)
  const hex = (bytes: number) => {
    let text = ''
    while (text.length < bytes * 2) text += draw().toString(16).padStart(8, '0')
    return text.slice(0, bytes * 2)
  }
  return {
    next: () => draw() / 2 ** 32,
    below,
    pick: (from) => from[below(from.length)]!,
    weighted: (weights) => weighted(weights, draw() / 2 ** 32),
    hex,
    id(at) {
      const time = at.toString(16).padStart(12, '0')
      const random = hex(10)
      const variant = (8 + (Number.parseInt(random[3]!, 16) & 3)).toString(16)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
    },
  }
}

function weighted<Name extends string>(weights: Readonly<Record<Name, number>>, at: number): Name {
  const entries = Object.entries(weights) as [Name, number][]
  let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [name, weight] of entries) {
    left -= weight
    if (left < 0) return name
  }
  return entries.at(-1)![0]
}

/** Chris Doty-Humphrey's small fast counting generator (PractRand), 32 bits a draw. */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9 | 0, seed | 0, (seed / 2 ** 32) | 0, 1]
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 16; warm++) draw()
  return draw
}
