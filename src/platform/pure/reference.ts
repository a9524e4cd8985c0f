import { randomBytes, randomInt } from 'node:crypto'

// No character that is taken for another when written (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V), and no vowel, so that no
// word arises. Their number is a prime, on which the check character rests.
const characters = '23456789CDFHJKMNPRTVWXY'
const written: Record<string, string> = { Z: '2', S: '5', G: '6', B: '8', U: 'V' }
const shape = new RegExp(`^[A-Z]-[${characters}]{3}-[${characters}]{3}-[${characters}]{4}$`)

/**
 * A reference for people to say and type, such as 'C-7KM-4P2-XDRT': the prefix (one capital letter) says what it is of,
 * nine characters are random, the tenth is the check character. Among 100,000 the odds of any two alike are 1 in 360:
 * the column is unique, and whoever inserts makes another reference then. `draw` gives a whole number below another.
 */
export function newReference(prefix: string, draw: (below: number) => number = randomInt): string {
  if (!/^[A-Z]$/.test(prefix)) throw new RangeError('the prefix of a reference is one capital letter')
  const random = Array.from({ length: 9 }, () => characters[draw(characters.length)]).join('')
  return grouped(prefix + random + checkCharacter(random))
}

/** Whether a text is a reference as we write it, and its check character is right; with a prefix, one of that kind. */
export function isReference(text: string, prefix?: string): boolean {
  if (!shape.test(text) || (prefix && !text.startsWith(prefix))) return false
  const body = text.slice(1).replaceAll('-', '')
  return checkCharacter(body.slice(0, -1)) === body.at(-1)
}

/** What was typed, as we write it: capitals, no spaces, our dashes, S read as 5. What is no reference stays none. */
export function tidyReference(typed: string): string {
  const [prefix = '', ...body] = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return grouped(prefix + body.map((character) => written[character] ?? character).join(''))
}

/** A secret for a link: so many random bytes, in characters that an address may hold. */
export const newSecretCode = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** Six digits to be sent to a mailbox or a telephone and typed in. */
export const newSixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/**
 * The sum of all ten characters, each times its place, is a multiple of 23: a prime, greater than every place, so one
 * character changed or any two exchanged always alter the sum.
 */
function checkCharacter(body: string) {
  const sum = Array.from(body, (character, index) => characters.indexOf(character) * (index + 2))
  // The check character has place 1: it makes up what is missing to the next multiple.
  const missing = sum.reduce((total, each) => total - each, 0)
  return characters.at(missing % characters.length)
}

const grouped = (text: string) =>
  [text.slice(0, 1), text.slice(1, 4), text.slice(4, 7), text.slice(7)].filter(Boolean).join('-')
