/** Somebody as a referral or a record names them. */
export interface Identity {
  names: readonly { givenNames: string; familyName: string }[]
  born: string | null
  ageAbout: number | null
  postcodes: readonly string[]
}

export type Mark = 'match' | 'differs' | 'blank'
export interface FieldMark {
  field: string
  mark: Mark
  /** As the referral has it, and as the record has it. */
  here: string
  there: string
}

/** A name without case, accents, spaces, hyphens and apostrophes. */
export const plainName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\s'’`.-]/g, '')
    .toLowerCase()
    .replace(/[øłđı]/g, (letter) => ({ ø: 'o', ł: 'l', đ: 'd', ı: 'i' })[letter] ?? letter)

/**
 * Field by field, whether a referral and a record agree: a person decides from this, never a number (casework.md, People).
 * A name matches when any spelling known on either side does; swapped names are said to be swapped.
 */
export function compare(here: Identity, there: Identity): FieldMark[] {
  return [
    compareNames('Surname', here, there, ({ familyName }) => familyName),
    compareNames('Forenames', here, there, ({ givenNames }) => givenNames),
    ...swapped(here, there),
    compareValues('Birth date', here.born, there.born),
    compareValues('Approximate age', text(here.ageAbout), text(there.ageAbout)),
    comparePostcodes(here, there),
  ]
}

type Part = (name: Identity['names'][number]) => string

function compareNames(field: string, here: Identity, there: Identity, part: Part): FieldMark {
  const [ours, theirs] = [here, there].map(({ names }) => [...new Set(names.map(part).filter(Boolean))])
  const shown = { field, here: ours!.join(', '), there: theirs!.join(', ') }
  if (!ours!.length || !theirs!.length) return { ...shown, mark: 'blank' }
  const known = new Set(theirs!.map(plainName))
  return { ...shown, mark: ours!.some((name) => known.has(plainName(name))) ? 'match' : 'differs' }
}

function swapped(here: Identity, there: Identity): FieldMark[] {
  const pair = (one: string, other: string) => `${plainName(one)} ${plainName(other)}`
  const known = new Set(there.names.map(({ givenNames, familyName }) => pair(familyName, givenNames)))
  const found = here.names.find(
    ({ givenNames, familyName }) =>
      givenNames &&
      familyName &&
      plainName(givenNames) !== plainName(familyName) &&
      known.has(pair(givenNames, familyName)),
  )
  if (!found) return []
  const { givenNames, familyName } = found
  return [
    {
      field: 'Swapped names',
      mark: 'match',
      here: `${givenNames} ${familyName}`,
      there: `${familyName} ${givenNames}`,
    },
  ]
}

function compareValues(field: string, here: string | null, there: string | null): FieldMark {
  const mark = here === null || there === null ? 'blank' : here === there ? 'match' : 'differs'
  return { field, mark, here: here ?? '', there: there ?? '' }
}

/** Somebody has lived in several places: one that they share is a match. */
function comparePostcodes(here: Identity, there: Identity): FieldMark {
  const [ours, theirs] = [here, there].map(({ postcodes }) => [...new Set(postcodes.map(spaced))])
  const shown = { field: 'Postcode', here: ours!.join(', '), there: theirs!.join(', ') }
  if (!ours!.length || !theirs!.length) return { ...shown, mark: 'blank' }
  return { ...shown, mark: ours!.some((code) => theirs!.includes(code)) ? 'match' : 'differs' }
}

/** However it was typed: the last three characters stand apart. */
const spaced = (postcode: string) =>
  postcode
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/(?=.{3}$)/, ' ')

const text = (age: number | null) => (age === null ? null : String(age))
