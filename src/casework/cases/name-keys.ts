/** Of a name with more words than anybody has, the first are enough. */
const mostWords = 8

/** A name without case, marks and signs, so that who types it in another way finds it: "O’Néill" is "o neill". */
export const nameForm = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The forms that a person of these names is found by: each name from each of its words on. */
export function nameKeys(names: readonly string[]): string[] {
  const keys = names.flatMap((name) => {
    const words = nameForm(name).split(' ').filter(Boolean).slice(0, mostWords)
    return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' '))
  })
  return [...new Set(keys)]
}
