import { addDays } from '../src/platform/pure/days.ts'
import type { Chance } from './chance.ts'
import { ageBands, concerns, ethnicities, genders, sectors } from './proportions.ts'

/** Somebody who was referred. Nobody is called so: the surnames are words of the desk, the drawing board and the stage. */
export interface Invented {
  given: string
  family: string
  born: string
  gender: keyof typeof genders
  ethnicityFrom: 'not asked' | 'self-described' | 'recorded by another'
  ethnicity?: string
  sector: keyof typeof sectors
  concern: keyof typeof concerns
  worry: string
}

const words = (text: string) => text.trim().split(/\s+/)

const givenNames =
  words(`Ada Alex Amal Ari Ash Avery Bailey Billie Blake Bo Brook Cam Casey Charlie Chris Cleo Dana Dara
  Devon Drew Eden Ellis Emery Fen Finley Flynn Frankie Gale Harper Hayden Indy Iman Izzy Jamie Jay Jess Jo Jody Jude Jules
  Kai Kim Kit Lane Lee Les Linden Logan Lou Lyn Mal Max Mika Morgan Nasim Nat Nico Noa Noor Ollie Parker Pat Perry Quin
  Rae Ray Remy Riley Robin Ronnie Rory Rowan Sage Sam Sasha Scout Shay Sky Sol Taylor Terry Tobi Toni Val Wren Zaid`)

const surnames = words(`Acetate Airbrush Appendix Asterisk Backdrop Ballpoint Beermat Blotter Blueprint Blurb Bookend
  Bookmark Brushstroke Bulletin Bullock-Point Cardboard Carbon-Copy Cartoon Chapter-Two Charcoal Clapper Clipboard
  Codicil Collage Composite Corkboard Costume Crayon Cue-Card Cutout Dashes Daybook Decal Dedication Diagram Dialogue
  Doodle Dossier-Nil Draftsheet Dust-Jacket Easel Ellipsis Emblem Encore Endpaper Engraving Envelope Epigraph Epilogue
  Eraser Etching Exposition Extra Facsimile Fable Felt-Tip Figment Filigree Flipchart Flyleaf Foldout Folio Foolscap
  Footlight Foreword Fountainpen Frontispiece Gazette Glossary Glue-Stick Graphite Gridline Guillemet Halftone Hardback
  Heading Highlighter Hologram Inkwell Inset Italic Jotter Keynote Lampoon Laminate Leaflet Letterhead Limerick Lithograph
  Logbook Lyric Manila Marginalia Masthead Memo Metaphor Mock-Up Monogram Montage Motif Newsprint Notelet Notepad Novella
  Octavo Offcut Outtake Overlay Palette Pamphlet Panorama Paperclip Papier Parable Parchment Pastel Pastiche Penholder
  Placard Plotline Polaroid Postscript Preface Prelude Prologue Prompter Pronoun Proofsheet Prop Protractor Pseudonym 
  Quotation Rebus Refrain Rehearsal Rhyme Ringbinder Rubric Scenery Scrapbook Scribble Script Semicolon Setsquare
  Sidebar Silhouette Sketchpad Snippet Sonnet Stageprop Stencil Sticker Storyboard Stylus Subplot Subtitle Syllable Tableau
  Template Thumbnail Tracing Transcript Typeface Understudy Varnish Vignette Watercolour Watermark Whiteboard Woodcut`)

const worries = [
  'Repeated slogans from a video and could not say where they come from.',
  'Spoke of a group online and of a day that will come.',
  'Drew symbols on a desk and laughed when asked about them.',
  'Praised an attack that was in the news.',
  'Stopped talking to old friends and spends the nights in a chat.',
  'Handed out leaflets that name a group of people as the enemy.',
  'Asked how to travel to a place where there is fighting.',
  'Showed others films of attacks on a telephone.',
  'Said that a list of names should be burnt.',
  'Wrote that nobody would miss the people of one street.',
] as const

const groups = {
  White: ['White: English, Welsh, Scottish, Northern Irish or British', 'White: any other White background'],
  Asian: ['Asian or Asian British: Pakistani', 'Asian or Asian British: Bangladeshi', 'Asian or Asian British: Indian'],
  Black: [
    'Black, Black British, Caribbean or African: African',
    'Black, Black British, Caribbean or African: Caribbean',
  ],
  Other: ['Other: any other ethnic group', 'Mixed or multiple: any other mixed background', 'Other: Arab'],
} as const

/** Invents somebody who is referred on a day, in the proportions of the national figures. */
export function inventPerson(chance: Chance, on: string): Invented {
  const group = chance.weighted(ethnicities)
  return {
    given: chance.pick(givenNames),
    family: surname(chance),
    born: bornInBand(chance, on),
    gender: chance.weighted(genders),
    ...(group === 'not asked'
      ? { ethnicityFrom: group }
      : {
          ethnicityFrom: chance.pick(['self-described', 'recorded by another'] as const),
          ethnicity: chance.pick(groups[group]),
        }),
    sector: chance.weighted(sectors),
    concern: chance.weighted(concerns),
    worry: chance.pick(worries),
  }
}

/** One in three has two surnames, so that a large town does not run out of names. */
function surname(chance: Chance): string {
  const first = chance.pick(surnames)
  return chance.below(3) === 0 ? `${first}-${chance.pick(surnames)}` : first
}

/**
 * Whoever is 16 or 17 is a few months over 16: a parent's consent then stands for its whole year, as in the cases that
 * the generated ones are copied from.
 */
function bornInBand(chance: Chance, on: string): string {
  const [from, to] = chance.weighted(ageBands).split('-').map(Number) as [number, number]
  const days = from === 16 ? 300 : (to - from + 1) * 365 - 10
  return addDays(`${Number(on.slice(0, 4)) - from}${on.slice(4).replace('02-29', '02-28')}`, -chance.below(days) - 5)
}
