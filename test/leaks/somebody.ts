import { referralAnswers, referralFields } from '../referral.ts'

/** Nobody is called so, lives so or went there: wherever one of these stands, it was taken from here. */
export const somebody = {
  ...referralAnswers(),
  givenNames: 'Zyxwen',
  familyName: 'Quorblatt',
  otherNames: [{ givenNames: 'Zyx', familyName: 'Vornblatt' }],
  born: '2010-02-27',
  addresses: [{ address: '17 Unbuilt Crescent, Exampleham', postcode: 'ZZ99 7QQ', which: 'current' }],
  telephones: '01632 960 123',
  email: 'zyxwen@quorblatt.example',
  educationNow: 'Neverbuilt Grammar School',
  educationBefore: 'Unbuilt Infants',
  family: 'Lives with her mother Brunhyld Quorblatt and her uncle Oswulf Vornblatt.',
  needs: 'Sleeps in the day and has given up the trombone.',
}

/** Somebody of whom nothing is ever saved. */
export const otherwise = {
  ...somebody,
  givenNames: 'Wyvrin',
  familyName: 'Unsavedson',
  needs: 'Was never written down anywhere.',
}

/** The same as a form sends it. */
export const fieldsOf = ({ givenNames, familyName, needs, educationNow, family }: typeof somebody) =>
  referralFields({
    givenNames,
    familyName,
    needs,
    educationNow,
    family,
    'addresses-0-address': somebody.addresses[0]!.address,
  })
