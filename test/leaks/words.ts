/** How many words in a row tell that something was taken from a text. */
const inARow = 4

/** The words of a text in small letters, whatever stands between them, and however an address or a page writes them. */
export function wordsOf(text: string): string[] {
  const plain = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/(%[0-9a-f]{2})+/gi, decoded)
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, ' ')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return escaped
  }
}

/** Every run of words up to four in a text. */
export function* runsIn(text: string): Generator<string> {
  const words = wordsOf(text)
  for (let at = 0; at < words.length; at++)
    for (let length = 1; length <= Math.min(inARow, words.length - at); length++)
      yield words.slice(at, at + length).join(' ')
}

/** By what one knows that a text was used, if only in part: every four words in a row, or the whole of a short one. */
export function marksOf(text: string): string[] {
  const words = wordsOf(text)
  if (words.length <= inARow) return words.length ? [words.join(' ')] : []
  return Array.from({ length: words.length - inARow + 1 }, (_, at) => words.slice(at, at + inARow).join(' '))
}
