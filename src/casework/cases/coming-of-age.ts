import { addMonths } from '../../platform/pure/days.ts'

const adultAt = 18

/**
 * The day on which somebody is 18, when consent and the services to be asked change (facts 1.7); about the day, where
 * only an age on some day is known. Null where nothing is.
 */
export function comesOfAge({
  born,
  ageAbout,
  ageAboutOn,
}: {
  born: string | null
  ageAbout: number | null
  ageAboutOn: string | null
}): string | null {
  if (born) return addMonths(born, adultAt * 12)
  if (ageAbout === null || !ageAboutOn) return null
  return addMonths(ageAboutOn, (adultAt - ageAbout) * 12)
}
