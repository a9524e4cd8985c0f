/**
 * How alike two records are, only to put those first whom a person should look at first, and to leave out who is nobody
 * like that. It is never kept and never shown: what is shown is each field, match, differs or blank (names.ts).
 */

/** A part of a name as `casework.name_spoken` gives it: in small Latin letters, how it sounds, what it is short for. */
export interface Part {
  part: string
  sound: string
  family: boolean
  forms: readonly string[]
}
export interface Likeness {
  names: readonly (readonly Part[])[]
  born: readonly string[]
  ageAbout: number | null
  /** Keyed hashes, never the postcodes themselves. */
  postcodes: readonly string[]
}

const likeBy = { itself: 1, shortForm: 0.9, sound: 0.85, spelling: 0.95, consonants: 0.75, initial: 0.6 } as const
const missingPart = 0.3
const leastSpelling = 0.6
const aName = 0.62
const halfAName = 0.4
const aNearDate = 0.6

/** From high to low, the likeliest first; undefined for nobody whom it is worth looking at. */
export function alikeness(here: Likeness, there: Likeness): number | undefined {
  const name = Math.max(0, ...here.names.flatMap((ours) => there.names.map((theirs) => namesAlike(ours, theirs))))
  const birth = Math.max(...births(here, there))
  const neighbours = here.postcodes.some((code) => there.postcodes.includes(code))
  const worth = name >= aName || (name >= halfAName && (birth >= aNearDate || neighbours))
  return worth ? 2 * name + birth + (neighbours ? 0.4 : 0) : undefined
}

/** Part by part, each with the one most like it: so order does not matter, and a missing part costs a little. */
export function namesAlike(ours: readonly Part[], theirs: readonly Part[]): number {
  if (!ours.length || !theirs.length) return 0
  return Math.max(
    paired(ours, theirs),
    ...(ours.length + theirs.length > 4 ? [paired(joined(ours), joined(theirs))] : []),
    ...(ours.length + theirs.length > 4 ? [paired(joined(ours), theirs), paired(ours, joined(theirs))] : []),
  )
}

function paired(ours: readonly Part[], theirs: readonly Part[]): number {
  const pairs = ours
    .flatMap((one, from) => theirs.map((other, to) => ({ from, to, like: partsAlike(one, other) })))
    .sort((one, other) => other.like - one.like)
  const [from, to] = [new Set<number>(), new Set<number>()]
  let sum = 0
  for (const pair of pairs) {
    if (from.has(pair.from) || to.has(pair.to)) continue
    from.add(pair.from)
    to.add(pair.to)
    sum += pair.like
  }
  const [few, many] = [Math.min(ours.length, theirs.length), Math.max(ours.length, theirs.length)]
  return sum / (few + missingPart * (many - few))
}

/** Ruckert-Ode is also written Ruckertode, and Abdul Rahman Abdulrahman. */
function joined(parts: readonly Part[]): Part[] {
  return [false, true].flatMap((family) => {
    const side = parts.filter((each) => each.family === family)
    if (side.length < 2) return side
    return [{ part: text(side, 'part'), sound: text(side, 'sound'), family, forms: [] }]
  })
}
const text = (parts: readonly Part[], of: 'part' | 'sound') => parts.map((each) => each[of]).join('')

export function partsAlike(one: Part, other: Part): number {
  if (one.part === other.part) return likeBy.itself
  if (shortOf(one, other) || shortOf(other, one) || one.forms.some((form) => other.forms.includes(form)))
    return likeBy.shortForm
  const spelling = likeBy.spelling * closeness(one.part, other.part)
  const sound = one.sound && one.sound === other.sound ? likeBy.sound : 0
  const consonants = likeBy.consonants * closeness(one.sound, other.sound)
  const initial = (one.part.length === 1 || other.part.length === 1) && one.part[0] === other.part[0]
  return Math.max(
    spelling >= leastSpelling * likeBy.spelling ? spelling : 0,
    sound,
    initial ? likeBy.initial : 0,
    consonants >= 0.5 ? consonants : 0,
  )
}

/** A short form of it, or its beginning: Bill for William, Alek for Aleksander. */
const shortOf = (short: Part, long: Part) =>
  short.forms.includes(long.part) || (short.part.length >= 3 && long.part.startsWith(short.part))

const closeness = (one: string, other: string) => 1 - edits(one, other) / Math.max(one.length, other.length, 1)

/** Letters to insert, leave out, replace or swap with their neighbour (Damerau; optimal string alignment). */
export function edits(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = swapped ? Math.min(least, before[j - 2]! + 1) : least
    }
    ;[before, last] = [last, row]
  }
  return last[other.length]!
}

function births(here: Likeness, there: Likeness): number[] {
  const dates = here.born.flatMap((ours) => there.born.map((theirs) => datesAlike(ours, theirs)))
  if (dates.length) return dates
  if (here.ageAbout === null || there.ageAbout === null) return [0]
  return [Math.abs(here.ageAbout - there.ageAbout) <= 3 ? 0.2 : -0.3]
}

/** The whole date; day and month swapped; two of its three parts; the year alone, as where only that is known. */
export function datesAlike(ours: string, theirs: string): number {
  if (ours === theirs) return 1
  const [one, other] = [ours.split('-'), theirs.split('-')] as [string[], string[]]
  const same = one.map((each, at) => each === other[at])
  if (same[0] && one[1] === other[2] && one[2] === other[1]) return 0.8
  const agree = same.filter(Boolean).length
  if (agree === 2) return 0.7
  return agree === 1 && same[0] ? 0 : -0.4
}
